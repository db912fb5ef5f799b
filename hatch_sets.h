/* What compiled reading does most: is a sense in a set, is a set empty, have two sets one in common. mypyc calls CPython
   for each; hatch_sets.c answers where the first look can tell, in a fifth of the instructions, and else asks CPython as
   well, so that no answer changes. The compiler puts this before every C file that mypyc makes (hatch_compile.py). */

#ifndef BILAT_KG_SETS_H
#define BILAT_KG_SETS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* Functions of mypyc that are called on errors alone: what leads to them is kept apart from what runs. */
#if defined(__GNUC__)
__attribute__((cold)) void CPy_AddTraceback(const char *file, const char *function, int line, PyObject *globals);
__attribute__((cold)) void CPy_TypeError(const char *expected, PyObject *value);
__attribute__((cold)) void CPy_TypeErrorTraceback(const char *file, const char *function, int line, PyObject *globals,
                                                  const char *expected, PyObject *value);
__attribute__((cold)) void CPy_AttributeError(const char *file, const char *function, const char *type,
                                              const char *attribute, int line, PyObject *globals);
#endif

/* As the functions of CPython that they stand for. */
int bilat_kg_contains(PyObject *set, PyObject *key);
int bilat_kg_is_true(PyObject *value);
PyObject *bilat_kg_call_method(PyObject *name, PyObject *const *args, size_t nargsf, PyObject *keywords);

#ifndef Py_GIL_DISABLED /* without the lock, another thread might write to a set while it is looked at */
#define PySet_Contains bilat_kg_contains
#define PyObject_IsTrue bilat_kg_is_true
#define PyObject_VectorcallMethod bilat_kg_call_method
#endif

#endif
