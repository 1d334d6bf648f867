// What went wrong, as something a page can show. Every failed call ends here, so this is also where a lost session is noticed.
import { showToast } from "vant";
import { ApiProblem } from "../api/client";
import { t } from "./text";

/** `fields`: the server's sentence for each field of the form. `status` 0: no answer came. */
export interface Fault { title: string; status: number; fields: Record<string, string>; request: string }

let signedOut: () => void = () => undefined;
/** Called once by the session: what to do when the server no longer knows us. */
export function whenSignedOut(action: () => void) { signedOut = action; }

export function faultOf(error: unknown): Fault {
  if (!(error instanceof ApiProblem)) {
    console.error(error);
    return { title: t("fault.page"), status: -1, fields: {}, request: "" };
  }
  if (error.status === 401) signedOut();
  const fields = Object.fromEntries(error.fields.map((one) => [one.field, one.title]));
  return { title: error.title, status: error.status, fields, request: error.requestId };
}

/** One short message, for actions that have no form beside them. */
export function tellFault(error: unknown) {
  const fault = faultOf(error);
  if (fault.status !== 401) showToast({ message: [fault.title, ...Object.values(fault.fields)].join("\n"), duration: 4000 });
}
