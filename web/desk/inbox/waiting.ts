// How many reports wait for me to do something; the badge of the inbox.
import { ref } from "vue";
export const waiting = ref(0);
