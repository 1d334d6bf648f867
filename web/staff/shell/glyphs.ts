// The few drawings the navigation and buttons use: stroke paths on a 24 × 24 field.
export const glyphs = {
  inbox: "M4 13l2.5-8h11L20 13v6H4zM4 13h5l1 2.5h4l1-2.5h5",
  done: "M4 12.5l5 5L20 6.5",
  me: "M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20.5c1-4.5 4-6 7.5-6s6.5 1.5 7.5 6",
  team: "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c.6-4 3-6 6.5-6s5.9 2 6.5 6M16 4.500a3.3 3.3 0 010 6.300M18 14.500c2 .8 3.1 2.6 3.5 5.5",
  sort: "M4 6h16M7 12h10M10 18h4",
  phone: "M6 3.500h3l1.5 5-2 1.500c1 2.5 3 4.5 5.5 5.500l1.5-2 5 1.500v3c0 1.5-1 2-2 2C10.5 20 4 13.5 4 5.500c0-1 .5-2 2-2z",
  search: "M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.500L21 21",
  chart: "M4 20V4M4 20h17M8 16v-5M12.5 16V7M17 16v-7",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5.500l3.5 2",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  fork: "M6 4v5a5 5 0 005 5h2a5 5 0 015 5v1M6 20V9M18 4v3a5 5 0 01-3 4.5",
  upload: "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
  more: "M5.5 13a1 1 0 100-2 1 1 0 000 2zM12 13a1 1 0 100-2 1 1 0 000 2zM18.5 13a1 1 0 100-2 1 1 0 000 2z",
  leave: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  swap: "M4 8h14l-3-3M20 16H6l3 3",
  back: "M14.5 5l-7 7 7 7",
  plus: "M12 5v14M5 12h14",
  warn: "M12 4l9 16H3zM12 10v4M12 17h.01",
  close: "M6 6l12 12M18 6L6 18",
} as const;
export type GlyphName = keyof typeof glyphs;
