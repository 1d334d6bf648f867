// All farmer pages start here; <body data-page> says which one this is.
import "./style.css";
import { byId, show } from "./dom";
import { startForm } from "./form";
import { phoneStore } from "./keep";
import { loadMore, more } from "./later";
import { startMine } from "./mine";
import { startTextSize } from "./text-size";
import { startTrack } from "./track";

const store = phoneStore();
startTextSize(store);

const tellConnection = () => show(byId("offline"), navigator.onLine === false);
addEventListener("online", tellConnection);
addEventListener("offline", tellConnection);
tellConnection();

const startKnowledge = (kept: typeof store) => void more.then((parts) => parts.startKnowledge(kept));
const pages: { [name: string]: (kept: typeof store) => void } = { form: startForm, track: startTrack, mine: startMine, knowledge: startKnowledge };
pages[document.body.getAttribute("data-page") ?? ""]?.(store);
loadMore();

// What the second script uses of this one.
export * as client from "../api/client";
export * as crops from "./crops";
export * as dom from "./dom";
export * as keep from "./keep";
export * as later from "./later";
export * as words from "./words";
