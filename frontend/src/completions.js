// What the editor offers: the terms of the ontology, countries by any of their names, prefixes, variables, keywords.

import { snippetCompletion } from "@codemirror/autocomplete";

const KEYWORDS = (
  "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS VALUES BIND GRAPH ASK CONSTRUCT DESCRIBE FROM NAMED PREFIX " +
  "LIMIT OFFSET HAVING EXISTS STRSTARTS CONTAINS REGEX COALESCE COUNT SUM AVG MIN MAX GROUP_CONCAT LANG STR DATATYPE IF"
)
  .split(" ")
  .map((label) => ({ label, type: "keyword", boost: -1 }))
  .concat([
    snippetCompletion("GROUP BY ?${variable}", { label: "GROUP BY", type: "keyword", boost: -1 }),
    snippetCompletion("ORDER BY ?${variable}", { label: "ORDER BY", type: "keyword", boost: -1 }),
    snippetCompletion('FILTER(LANG(?${label}) = "${en}")', { label: "FILTER LANG", type: "keyword", boost: -1 }),
  ]);

/** A source of completions; the vocabulary is fetched from the server that the page came from, when first wanted. */
export function completions(address) {
  let wanted;
  const vocabulary = () =>
    (wanted ??= fetch(address)
      .then((answer) => (answer.ok ? answer.json() : []))
      .catch(() => []));
  return async (context) => {
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) {
      const names = new Set(context.state.doc.toString().match(/[?$]\w+/g));
      names.delete(variable.text);
      return { from: variable.from, options: [...names].map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
    }
    const word = context.matchBefore(/[\p{L}\p{M}][\p{L}\p{M}\w-]*(?::[\w-]*)?/u);
    if (!word && !context.explicit) return null;
    const terms = (await vocabulary()).flatMap(({ term, label, comment, also }) => [
      { label: term, detail: label, info: comment || undefined, type: "class" },
      // A name leads to the term: Malaysia, মালয়েশিয়া → country:MYS.
      ...(also ?? []).map((name) => ({ label: name, detail: term, apply: term, type: "text", boost: -2 })),
    ]);
    return { from: word?.from ?? context.pos, options: [...terms, ...KEYWORDS], validFor: /^[\p{L}\p{M}\w:-]*$/u };
  };
}
