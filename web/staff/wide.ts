// Is there room for a table and a side navigation?
import { ref } from "vue";

const room = matchMedia("(min-width: 900px)");
export const wide = ref(room.matches);
room.addEventListener("change", () => { wide.value = room.matches; });
