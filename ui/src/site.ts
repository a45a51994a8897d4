// What every page loads: the nhsuk-frontend components in use, leaving the page
// quickly, drafts, and what is kept for writing without signal. Every page works without this file.
import {
  Button,
  ErrorSummary,
  NotificationBanner,
  SkipLink,
  createAll,
} from "nhsuk-frontend";
import { watchDrafts } from "./draft";
import { watchExit } from "./exit";
import { keepOffline } from "./offline/keep";
import { watchRights } from "./still";

document.documentElement.classList.add("has-script");
// nhsuk-frontend starts its components only where the body carries its class.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

createAll(Button);
createAll(ErrorSummary);
createAll(NotificationBanner);
createAll(SkipLink);

watchExit(document);
watchDrafts(document);
watchRights(document);
keepOffline(document);
