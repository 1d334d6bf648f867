// The second script of the farmer pages; farmer/vite.config.ts builds it so that what main.ts has already brought is not brought again.
import { startKnowledge } from "./knowledge";
import { bring } from "./later";
import { Offers } from "./offers";
import { QuestionCard } from "./questions";

export const parts = { Offers, QuestionCard, startKnowledge };
bring(parts);
