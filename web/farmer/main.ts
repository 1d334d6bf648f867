// All three farmer pages start here; <body data-page> says which one this is.
import "./style.css";
import { byId, show } from "./dom";
import { startForm } from "./form";
import { phoneStore } from "./keep";
import { startMine } from "./mine";
import { startTextSize } from "./text-size";
import { startTrack } from "./track";

const store = phoneStore();
startTextSize(store);

const tellConnection = () => show(byId("offline"), navigator.onLine === false);
addEventListener("online", tellConnection);
addEventListener("offline", tellConnection);
tellConnection();

const pages: { [name: string]: (kept: typeof store) => void } = { form: startForm, track: startTrack, mine: startMine };
pages[document.body.getAttribute("data-page") ?? ""]?.(store);
