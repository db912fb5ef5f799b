// Before anything is painted: light or dark, if the reader has chosen.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // a browser that keeps nothing follows the system
}
document.documentElement.classList.add("script");
