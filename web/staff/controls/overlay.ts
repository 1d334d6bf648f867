// The dark ground behind a sheet: Vant makes it a button without a name. A tap still closes; Escape and the cross do for the rest.
export const quietOverlay = { role: "presentation", tabindex: -1 } as object;
