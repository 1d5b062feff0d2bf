// What every page adds to what already works without it.
import { startConditions } from "./conditions.js";
import { startDrafts } from "./drafts.js";
import { startDrawer } from "./drawer.js";
import { startFields } from "./fields.js";
import { startFigures } from "./figures.js";
import { startFilters } from "./filters.js";
import { startFocus } from "./focus.js";
import { startPartners } from "./partners.js";
import { startParts } from "./parts.js";
import { startRoster } from "./roster.js";
import { startShell } from "./shell.js";
import { startSubmit } from "./submit.js";
import { startTypedSearch } from "./typed_search.js";
import { startUploads } from "./uploads.js";

document.documentElement.classList.add("jg-js");

startShell();
startFields();
startFilters();
startTypedSearch();
startRoster();
startParts();
startPartners();
startDrafts();
startConditions();
startUploads();
startSubmit();
startDrawer();
startFigures();
startFocus();
