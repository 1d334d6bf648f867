// One open report: the view, its version, and sending changes. A stale version is never overwritten: the new state is
// loaded and told instead.
import { shallowRef } from "vue";
import { showDialog, showToast } from "vant";
import type { Options } from "../../api/client";
import { readReport } from "../../api/staff";
import type { ReportView } from "../../api/types";
import { useAction } from "../action";
import { faultOf, type Fault } from "../fault";
import { t } from "../text";

export function useReport(id: string) {
  const view = shallowRef<ReportView | null>(null);
  const fault = shallowRef<Fault | null>(null);          // loading failed
  const { busy, fault: actionFault, run } = useAction(); // a change failed
  let etag: string | undefined;

  async function load() {
    try {
      const fresh = await readReport(id);
      view.value = fresh.view;
      etag = fresh.etag ?? undefined;
      fault.value = null;
    } catch (error) { fault.value = faultOf(error); }
  }
  async function tellChanged() {
    await load();
    actionFault.value = null;
    void showDialog({ title: t("report.changed"), message: t("report.changed_to", { state: view.value ? t(`state.${view.value.state}`) : "" }), confirmButtonText: t("sheet.known") });
  }

  /** Sends one change. True when it went through; then the page shows the new state and says `done`. */
  async function act(words: unknown, send: (id: string, options: Options) => Promise<ReportView>, done: string): Promise<boolean> {
    const went = await run(words, async (options) => { view.value = await send(id, { ...options, ifMatch: etag }); });
    if (went) {
      showToast(done);
      await load();                                      // for the new version tag
    } else if (actionFault.value?.status === 412) await tellChanged();
    return went;
  }
  void load();
  return { view, fault, actionFault, busy, load, act };
}
export type OpenReport = ReturnType<typeof useReport>;
