// The editor of the ask page: it takes the place of the text area of the form, and keeps it filled.
//
// It lives in a shadow root, where CodeMirror adopts its style sheets instead of writing <style> elements, so that the
// Content-Security-Policy needs no exception.

import { EditorState, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { tags } from "@lezer/highlight";
import { completions } from "./completions.js";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--code-comment)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.atom], color: "var(--code-number)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.name, tags.propertyName, tags.namespace, tags.standard(tags.name)], color: "var(--code-name)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--field)", fontSize: "0.94rem", minHeight: "14rem", maxHeight: "34rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.6rem 0" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--quiet)", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--active)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--selection) !important" },
  ".cm-matchingBracket": { backgroundColor: "var(--selection)", outline: "none" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line-strong)", borderRadius: "4px" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "16rem" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "0.15rem 0.5rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { fontFamily: "var(--sans)", fontStyle: "normal", opacity: "0.8" },
  ".cm-completionInfo": { fontFamily: "var(--sans)", maxWidth: "22rem", padding: "0.4rem 0.6rem" },
  ".cm-fault": { textDecoration: "underline wavy var(--two) 1.5px", textUnderlineOffset: "0.25em" },
});

// Left to itself, the browser keeps the look of the words that are typed over, in a style attribute that the
// Content-Security-Policy refuses.
const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || !event.data || empty || view.composing) return false;
    event.preventDefault();
    const typed = () =>
      view.state.update({
        changes: { from, to, insert: event.data },
        selection: { anchor: from + event.data.length },
        userEvent: "input.type",
        scrollIntoView: true,
      });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, from, to, event.data, typed))) view.dispatch(typed());
    return true;
  },
});

/** Put an editor in the place of a text area; the form is sent by Ctrl+Enter as well as by its button. */
export function edit(area) {
  const host = document.createElement("div");
  host.className = "editor";
  area.before(host);
  const root = host.attachShadow({ mode: "open", delegatesFocus: true });
  const send = () => (area.form.requestSubmit(), true);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        placeholder(area.placeholder),
        autocompletion({ override: [completions(area.dataset.vocabulary)], icons: false }),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        look,
        fault(area),
        typingOver,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": area.dataset.label, spellcheck: "false" }),
        // Tab is left to the page: whoever uses the keyboard alone has to get out again.
        keymap.of([
          { key: "Mod-Enter", run: send },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            area.value = update.state.doc.toString();
            area.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }),
      ],
    }),
  });
  area.hidden = true;
  for (const label of area.labels) label.addEventListener("click", () => view.focus());
  return view;
}

/** The place of an error that the server told, underlined until the text changes; it covers at least one character. */
function fault(area) {
  const { errorLine, errorColumn, error } = area.dataset;
  const lines = area.value.split("\n");
  const number = Number(errorLine);
  if (!error || !number || number > lines.length) return [];
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const column = Math.min(Math.max(Number(errorColumn) - 1, 0), Math.max(lines[number - 1].length - 1, 0));
  const mark = Decoration.mark({ class: "cm-fault", attributes: { title: error } });
  const end = start + lines[number - 1].length;
  const marks = start + column < end ? Decoration.set([mark.range(start + column, end)]) : Decoration.none;
  return StateField.define({
    create: () => marks,
    update: (now, change) => (change.docChanged ? Decoration.none : now),
    provide: (field) => EditorView.decorations.from(field),
  });
}

for (const area of document.querySelectorAll("textarea[data-vocabulary]")) edit(area);
