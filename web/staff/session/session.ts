// Who is signed in. Null means: show the login, keep the address, and go on there afterwards.
import { computed, ref, shallowRef } from "vue";
import { readSession, signOut } from "../../api/staff";
import type { Role, Session } from "../../api/types";
import { faultOf, whenSignedOut, type Fault } from "../fault";

export const session = shallowRef<Session | null>(null);
export const asked = ref(false);                       // the first question to the server has been answered
export const startFault = shallowRef<Fault | null>(null);

whenSignedOut(() => { session.value = null; });

export async function start() {
  startFault.value = null;
  try { session.value = await readSession(); } catch (error) {
    const fault = faultOf(error);
    if (fault.status !== 401) startFault.value = fault;
  }
  asked.value = true;
}

export async function leave() {
  await signOut().catch(() => undefined);             // signed out here even if the line is dead
  session.value = null;
}

export type Door = "desk" | "county";
const officials: Role[] = ["official", "admin"];

/** Where a role belongs. Officials may also work at the desk; nobody else may enter the county pages. */
export const homeOf = (role: Role): Door => officials.includes(role) ? "county" : "desk";
export const mayEnter = (role: Role, door: Door) => door === "desk" || homeOf(role) === door;
export const isOfficial = computed(() => session.value !== null && officials.includes(session.value.account.role));
/** More than one county in the scope: only then is there a region to choose. */
export const scopeIsWide = computed(() => session.value !== null && session.value.scope.code % 100 === 0);
export const ledTeams = computed(() => session.value?.teams.filter((team) => team.leader) ?? []);
