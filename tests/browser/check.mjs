// Opens every report of a folder in a headless browser: light, dark, on a phone, printed and without scripts.
// node check.mjs FOLDER SCREENSHOTS; the last line is "N passed, N failed".
import { readFile, readdir, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const [folder, shots] = process.argv.slice(2).map(path => resolve(path));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const validator = new HtmlValidate(new FileSystemConfigLoader({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // Lengths of bars and of colours come from data.
    "no-inline-style": "off",
    // A line for a line: the writer ends each piece with one.
    "no-trailing-whitespace": "off",
    // Titles are the user's.
    "long-title": "off",
  },
}));

let passed = 0;
let failed = 0;
function check(holds, what, detail = "") {
  holds ? passed++ : failed++;
  if (!holds) {
    console.log(`FAILED: ${what}${detail && `: ${detail}`}`);
  }
}

const looks = [
  { name: "light", unfold: true, colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  { name: "phone", unfold: true, colorScheme: "light", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  { name: "phone-dark", colorScheme: "dark", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
];

async function look(browser, file, { name, unfold: _, ...options }, javaScriptEnabled = true) {
  const context = await browser.newContext({ ...options, javaScriptEnabled });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", message => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", error => complaints.push(String(error)));
  page.on("request", request => request.url().startsWith("file:") || request.url().startsWith("data:") || complaints.push(`asks for ${request.url()}`));
  page.on("dialog", dialog => { complaints.push(`shows "${dialog.message()}"`); dialog.dismiss(); });
  await page.goto(pathToFileURL(file).href);
  return { context, page, complaints, what: `${basename(file)}, ${name}` };
}

async function accessible(page, what) {
  await page.evaluate(axe);

  // Thousands of rows cost axe minutes: it gets the first ones of each table.
  await page.evaluate(() => document.querySelectorAll("tbody tr:nth-child(n + 60)").forEach(row => row.remove()));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  check(violations.length === 0, `${what} is accessible`, violations.map(v => `${v.id} (${v.nodes.length}): ${v.nodes[0].target} ${v.nodes[0].failureSummary}`).join("\n  "));
}

async function fits(page, what) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  check(inner <= outer, `${what} fits without sideways scrolling`, `${inner} > ${outer}`);
}

const isLarge = page => page.evaluate(() => document.querySelectorAll("tr").length > 1000);
const unfold = page => page.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));

async function sorts(page, what) {
  const table = page.locator("table.rank").first();
  if (await table.locator("tbody tr").count() < 2) {
    return;
  }

  const button = table.locator("thead button").nth(1);
  const sent = () => table.locator("tbody tr").evaluateAll(rows => rows.map(row => Number(row.dataset.v.split(" ")[0])));
  await button.focus();
  await page.keyboard.press("Enter");
  const down = await sent();
  check(down.every((one, index) => index === 0 || one <= down[index - 1]), `${what} sorts down by keyboard`, down.join(" "));
  check(await table.locator("thead th").nth(1).getAttribute("aria-sort") === "descending", `${what} says how it is sorted`);
  await page.keyboard.press("Enter");
  const up = await sent();
  check(up.every((one, index) => index === 0 || one >= up[index - 1]), `${what} sorts up by keyboard`, up.join(" "));
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
await mkdir(shots, { recursive: true });
for (const file of (await readdir(folder)).filter(name => name.endsWith(".html")).sort().map(name => join(folder, name))) {
  const name = basename(file, ".html");
  const report = await validator.validateFile(file);
  check(report.valid, `${name} is valid HTML`, report.results.flatMap(one => one.messages).slice(0, 5).map(m => `${m.line}:${m.column} ${m.ruleId} ${m.message}`).join("\n  "));
  for (const view of looks) {
    const { context, page, complaints, what } = await look(browser, file, view);
    const large = await isLarge(page);
    await fits(page, what);
    await page.screenshot({ path: join(shots, `${name}-${view.name}.png`), fullPage: true });
    await sorts(page, what);
    await accessible(page, what);
    if (view.unfold && !large) {
      await unfold(page);
      await fits(page, `${what}, unfolded`);
      await accessible(page, `${what}, unfolded`);
      await page.screenshot({ path: join(shots, `${name}-${view.name}-unfolded.png`), fullPage: true });
    }

    check(await page.evaluate(() => globalThis.attacked === undefined), `${what} keeps text text`);
    check(complaints.length === 0, `${what} loads in silence`, complaints.slice(0, 3).join("; "));
    await context.close();
  }

  const paper = await look(browser, file, looks[1]);
  await paper.page.pdf({ path: join(shots, `${name}.pdf`), preferCSSPageSize: true, printBackground: true });
  await paper.page.emulateMedia({ media: "print" });
  await paper.page.setViewportSize({ width: 688, height: 971 });
  await fits(paper.page, `${paper.what}, printed`);
  await paper.page.screenshot({ path: join(shots, `${name}-print.png`), fullPage: true });
  await paper.context.close();

  const bare = await look(browser, file, { ...looks[0], name: "without scripts" }, false);
  const words = await bare.page.locator("main").innerText();
  check(words.length > 40 && await bare.page.locator("thead button").count() === 0, `${bare.what} reads`);
  await bare.context.close();
}

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
