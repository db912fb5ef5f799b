// What makes a page livelier; without it every link leads to a page that says the same.

const root = document.documentElement;

// Light and dark.
const theme = document.querySelector("button.theme");
if (theme) {
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // it holds until the page is left
    }
  });
}

// "Where it says so" opens beside the fact.
let dialog;
async function show(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const evidence = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".evidence");
  if (!evidence) throw new Error("no evidence");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "beside-fact";
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.setAttribute("aria-label", root.dataset.closed);
  close.textContent = "×";
  close.addEventListener("click", () => dialog.close());
  const shown = document.importNode(evidence, true);
  const heading = shown.querySelector("h1");
  heading.id = "claim";
  dialog.setAttribute("aria-labelledby", "claim");
  dialog.replaceChildren(close, shown);
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.why");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const address = link.href?.baseVal ?? link.getAttribute("href");
  if (!address.includes("/why/")) return;
  event.preventDefault();
  show(address).catch(() => location.assign(address));
});

// The link to an answer is copied, where the browser lets us.
for (const link of document.querySelectorAll("a.share-link")) {
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    history.replaceState(null, "", link.href);
    try {
      await navigator.clipboard.writeText(link.href);
      link.classList.add("copied");
    } catch {
      // the address bar shows it all the same
    }
  });
}
