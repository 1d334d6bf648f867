// Sending something: busy while it is under way, the fault beside the form when it fails, the same key when it is tried again.
import { ref, shallowRef } from "vue";
import { newKey, type Options } from "../api/client";
import { faultOf, type Fault } from "./fault";

export function useAction() {
  const busy = ref(false);
  const fault = shallowRef<Fault | null>(null);
  let tried = { words: "", key: "" };

  /** True when it went through. `body` decides the key: the same words again carry the same key until they are answered. */
  async function run(body: unknown, send: (options: Options) => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    const words = JSON.stringify(body);
    if (tried.words !== words) tried = { words, key: newKey() };
    busy.value = true;
    fault.value = null;
    try {
      await send({ key: tried.key });
      tried = { words: "", key: "" };
      return true;
    } catch (error) {
      fault.value = faultOf(error);
      if (fault.value.status > 0) tried = { words: "", key: "" };
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, fault, run };
}
