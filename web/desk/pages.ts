// Every page of the desk, and who is offered which.
import { computed, defineAsyncComponent as later } from "vue";
import type { Page } from "../staff/router";
import type { Entry } from "../staff/shell/StaffShell.vue";
import { isOfficial, ledTeams, session } from "../staff/session/session";
import InboxPage from "./inbox/InboxPage.vue";
import { waiting } from "./inbox/waiting";

const inbox: Page = { path: "/inbox", title: "inbox.title", view: InboxPage, keep: true };
const done: Page = { path: "/done", title: "finished.title", view: later(() => import("./inbox/FinishedPage.vue")), keep: true };
const team: Page = { path: "/team", title: "leader.title", view: later(() => import("./team/TeamPage.vue")), keep: true };
const triage: Page = { path: "/triage", title: "triage.title", view: later(() => import("./triage/TriagePage.vue")), keep: true };
const caller: Page = { path: "/caller", title: "caller.title", view: later(() => import("./caller/CallerPage.vue")) };
const find: Page = { path: "/find", title: "find.title", view: later(() => import("./triage/FindPage.vue")), keep: true };
const cases: Page = { path: "/cases", title: "cases.title", view: later(() => import("../staff/cases/CasesPage.vue")), keep: true };
const oneCase: Page = { path: "/cases/:id", title: "case.page", view: later(() => import("../staff/cases/CasePage.vue")), under: "/cases" };
const me: Page = { path: "/me", title: "me.title", view: later(() => import("./profile/MePage.vue")) };
const report: Page = { path: "/reports/:id", title: "report.title", view: later(() => import("../staff/report/ReportPage.vue")) };

const labels: [Page, Entry][] = [
  [inbox, { path: "/inbox", label: "inbox.tab", glyph: "inbox" }],
  [triage, { path: "/triage", label: "triage.tab", glyph: "sort" }],
  [caller, { path: "/caller", label: "caller.tab", glyph: "phone" }],
  [team, { path: "/team", label: "leader.tab", glyph: "team" }],
  [done, { path: "/done", label: "finished.tab", glyph: "done" }],
  [cases, { path: "/cases", label: "cases.tab", glyph: "book" }],
  [find, { path: "/find", label: "find.tab", glyph: "search" }],
  [me, { path: "/me", label: "me.tab", glyph: "me" }],
];

const offered = computed(() => {
  const role = session.value?.account.role;
  const serves = !!session.value?.account.commissioner;
  const sorts = role === "operator" || isOfficial.value;
  return labels.filter(([page]) => {
    if (page === inbox || page === done) return serves;
    if (page === team) return ledTeams.value.length > 0;
    if (page === cases) return serves || isOfficial.value;
    return page === me || sorts;
  });
});

export const pagesNow = computed<Page[]>(() => {
  const first = offered.value[0]?.[0] ?? me;
  return [...offered.value.map(([page]) => page), oneCase, { ...report, under: first.path }];
});
export const entriesNow = computed<Entry[]>(() => offered.value.map(([page, entry]) => page === inbox ? { ...entry, count: waiting.value } : entry));
