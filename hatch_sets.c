#include "hatch_sets.h"

#include <string.h>

#undef PySet_Contains
#undef PyObject_IsTrue
#undef PyObject_VectorcallMethod

/* Whether a set holds a string: 1, 0, or -1 where only a comparison can tell. Slots are looked at in CPython's order
   (set_lookkey of Objects/setobject.c in 3.11 to 3.14); of another version only the first, which the hash names. */
static inline int look(PySetObject *set, PyObject *string, Py_hash_t hash) {
    size_t mask = (size_t)set->mask, at = (size_t)hash & mask, rest = (size_t)hash;
    for (;;) {
        setentry *slot = &set->table[at];
        int more = at + 9 <= mask ? 9 : 0;
        do {
            if (slot->key == string)
                return 1;
            if (slot->key == NULL)
                return 0;
            if (slot->hash == hash || PY_VERSION_HEX >= 0x030F0000)
                return -1;
            slot++;
        } while (more--);
        rest >>= 5;
        at = (at * 5 + 1 + rest) & mask;
    }
}

int bilat_kg_contains(PyObject *set, PyObject *key) {
    if (PyUnicode_CheckExact(key) && PyAnySet_CheckExact(set)) {
        if (((PySetObject *)set)->used == 0) /* most words bear no sense */
            return 0;
        Py_hash_t hash = ((PyASCIIObject *)key)->hash;
        int found = hash == -1 ? -1 : look((PySetObject *)set, key, hash); /* -1: not computed yet */
        if (found >= 0)
            return found;
    }
    return PySet_Contains(set, key);
}

int bilat_kg_is_true(PyObject *value) {
    return PyAnySet_CheckExact(value) ? ((PySetObject *)value)->used != 0 : PyObject_IsTrue(value);
}

/* Whether two sets have no string in common; -1 for an error, -2 where what is no string leaves it untold. */
static int disjoint(PyObject *one, PyObject *other) {
    int turned = ((PySetObject *)one)->used > ((PySetObject *)other)->used;
    PySetObject *small = (PySetObject *)(turned ? other : one);
    PyObject *large = turned ? one : other;
    Py_ssize_t left = small->used;
    for (setentry *slot = small->table; left > 0; slot++) {
        if (slot->key == NULL || slot->hash == -1) /* free, or freed: no string hashes to -1 */
            continue;
        if (!PyUnicode_CheckExact(slot->key))
            return -2;
        left--;
        int found = look((PySetObject *)large, slot->key, slot->hash);
        if (found < 0)
            found = PySet_Contains(large, slot->key);
        if (found != 0)
            return found > 0 ? 0 : -1;
    }
    return 1;
}

static PyObject *isdisjoint; /* the name of the method, once it was met: the same object wherever it is called */

static int is_disjoint(PyObject *name) {
    if (isdisjoint == NULL && PyUnicode_IS_ASCII(name) && strcmp(PyUnicode_DATA(name), "isdisjoint") == 0)
        isdisjoint = Py_NewRef(name);
    return name == isdisjoint;
}

PyObject *bilat_kg_call_method(PyObject *name, PyObject *const *args, size_t nargsf, PyObject *keywords) {
    if (PyVectorcall_NARGS(nargsf) == 2 && PyAnySet_CheckExact(args[0]) && PyAnySet_CheckExact(args[1]) &&
        keywords == NULL && is_disjoint(name)) {
        int told = disjoint(args[0], args[1]);
        if (told >= 0)
            return Py_NewRef(told ? Py_True : Py_False);
        if (told == -1)
            return NULL;
    }
    return PyObject_VectorcallMethod(name, args, nargsf, keywords);
}
