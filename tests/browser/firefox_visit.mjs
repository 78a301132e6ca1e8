// One reader's visit in Firefox, told as JSON: a letter, a note by keyboard, a search. Started by test_firefox.py with
// one word of JSON: {"firefox": path, "letters": [address of a letter, ...]}.
import puppeteer from "puppeteer-core";

const asked = JSON.parse(process.argv[2]);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: asked.firefox,
  headless: true,
  // A browser calls home by itself; nothing of that is the pages'.
  extraPrefsFirefox: { "network.captive-portal-service.enabled": false, "browser.search.update": false },
});
const told = { version: await browser.version(), visits: [] };
for (const letter of asked.letters) told.visits.push(await visit(letter));
await browser.close();
console.log(JSON.stringify(told));

async function visit(letter) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.setDefaultTimeout(20000);
  const seen = { letter, errors: [] };
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("requestfailed", (request) => seen.errors.push(`not loaded: ${request.url()}`));
  try {
    await page.goto(letter);
    seen.title = await page.title();
    seen.words = await page.$eval("article[data-letter]", (article) => article.innerText.split(/\s+/).length);
    await readNote(page, seen);
    await search(page, seen);
  } catch (fault) {
    seen.errors.push(`the visit stopped: ${fault}`);
  }
  await page.close();
  return seen;
}

async function readNote(page, seen) {
  await page.focus("article a[role=doc-noteref]");
  seen.call = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.press("Enter");
  seen.note = await page.evaluate(() => {
    const note = document.activeElement;
    const place = note.getBoundingClientRect();
    return {
      id: note.id,
      called: document.querySelector("article a[role=doc-noteref]").hash.slice(1),
      words: note.innerText.split(/\s+/).length,
      inSight: place.height > 0 && place.top < innerHeight && place.bottom > 0,
    };
  });
  await page.keyboard.press("Escape");
  seen.back = await page.evaluate(() => document.activeElement.id);
}

async function search(page, seen) {
  seen.query = await page.evaluate(() =>
    document.querySelector("article p.paragraph").innerText.match(/\p{L}+/gu).sort((a, b) => b.length - a.length)[0]);
  await page.type("#site-search-field", seen.query);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  seen.found = page.url();
  await page.waitForSelector("#search-results a, #search-hits a");
  seen.hits = await page.$$eval("#search-results a, #search-hits a", (links) => links.length);
}
