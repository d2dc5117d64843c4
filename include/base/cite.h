/* base/cite.h -- an article of law as the data names it ("令121§16"), written as people
 * read it (《办法》第十六条). */
#ifndef BASE_CITE_H
#define BASE_CITE_H

#include <stddef.h>

/* Writes the article that `code` names to out, at most size bytes with the NUL, cut at a
 * character.  A code is "<law>§<article>", then more articles ("、25") or one item
 * ("(一)"), or the name of a whole regulation.  Any other text is copied unchanged. */
void cite_article(char *out, size_t size, const char *code);

#endif
