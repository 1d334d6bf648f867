// Every page of the county app.
import { computed, defineAsyncComponent as later } from "vue";
import type { Page } from "../staff/router";
import { session } from "../staff/session/session";
import type { Entry } from "../staff/shell/StaffShell.vue";
import StatisticsPage from "./statistics/StatisticsPage.vue";

const pages: Page[] = [
  { path: "/statistics", title: "statistics.title", view: StatisticsPage },
  { path: "/overdue", title: "overdue.title", view: later(() => import("./reports/OverduePage.vue")), keep: true },
  { path: "/reports", title: "reports.title", view: later(() => import("./reports/ReportsPage.vue")), keep: true },
  { path: "/reports/:id", title: "report.title", view: later(() => import("../staff/report/ReportPage.vue")), under: "/reports" },
  { path: "/commissioners", title: "commissioners.title", view: later(() => import("./commissioners/CommissionersPage.vue")), keep: true },
  { path: "/commissioners/:id", title: "commissioner.title", view: later(() => import("./commissioners/CommissionerPage.vue")), under: "/commissioners" },
  { path: "/teams", title: "teams.title", view: later(() => import("./teams/TeamsPage.vue")), keep: true },
  { path: "/teams/:id", title: "team.title", view: later(() => import("./teams/TeamPage.vue")), under: "/teams" },
  { path: "/cases", title: "cases.title", view: later(() => import("../staff/cases/CasesPage.vue")), keep: true },
  { path: "/cases/:id", title: "case.page", view: later(() => import("../staff/cases/CasePage.vue")), under: "/cases" },
  { path: "/import", title: "import.title", view: later(() => import("./imports/ImportPage.vue")) },
  { path: "/routing", title: "what_if.title", view: later(() => import("./whatif/WhatIfPage.vue")) },
];

const entries: Entry[] = [
  { path: "/statistics", label: "statistics.tab", glyph: "chart" },
  { path: "/overdue", label: "overdue.tab", glyph: "clock" },
  { path: "/reports", label: "reports.tab", glyph: "list" },
  { path: "/commissioners", label: "commissioners.tab", glyph: "me" },
  { path: "/teams", label: "teams.tab", glyph: "team" },
  { path: "/cases", label: "cases.tab", glyph: "book" },
  { path: "/import", label: "import.tab", glyph: "upload" },
  { path: "/routing", label: "what_if.tab", glyph: "fork" },
];

// The knowledge base is the administrator's alone.
const knowledge: Page[] = [
  { path: "/knowledge", title: "knowledge.title", view: later(() => import("./knowledge/KnowledgePage.vue")), keep: true },
  { path: "/knowledge/:path", title: "knowledge.file", view: later(() => import("./knowledge/KnowledgeFilePage.vue")), under: "/knowledge" },
];
const knowledgeEntry: Entry = { path: "/knowledge", label: "knowledge.tab", glyph: "pen" };
const isAdmin = computed(() => session.value?.account.role === "admin");
export const pagesNow = computed(() => isAdmin.value ? [...pages, ...knowledge] : pages);
export const entriesNow = computed(() => isAdmin.value ? [...entries, knowledgeEntry] : entries);
