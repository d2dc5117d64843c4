/* nearest.c -- finds the word that differs in the fewest letters.
 */
#include "nearest.h"

#include <string.h>

#include "base/str.h"

enum { WORD_MOST = 40, NEAR_ENOUGH = 3 };

/* How many letters must be put, taken or changed; two that are exchanged are one. */
static int
distance(const char *a, const char *b)
{
	int d[WORD_MOST + 1][WORD_MOST + 1], na = (int)strlen(a), nb = (int)strlen(b);
	int i, j, least;

	if (na > WORD_MOST || nb > WORD_MOST)
		return WORD_MOST;
	for (i = 0; i <= na; i++)
		d[i][0] = i;
	for (j = 0; j <= nb; j++)
		d[0][j] = j;
	for (i = 1; i <= na; i++)
		for (j = 1; j <= nb; j++) {
			least = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			least = d[i - 1][j] + 1 < least ? d[i - 1][j] + 1 : least;
			least = d[i][j - 1] + 1 < least ? d[i][j - 1] + 1 : least;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < least)
				least = d[i - 2][j - 2] + 1;
			d[i][j] = least;
		}
	return d[na][nb];
}

void
nearest_start(struct nearest *n, const char *word)
{
	int half = (int)strlen(word) / 2;

	*n = (struct nearest){ .word = word };
	n->distance = 1 + (half < NEAR_ENOUGH ? half : NEAR_ENOUGH);
}

void
nearest_try(struct nearest *n, const char *candidate)
{
	int d = distance(n->word, candidate);

	/* the beginning of a word is nearer than another word */
	if (strlen(n->word) >= 2 && str_starts(candidate, n->word))
		d = 0;
	if (d >= n->distance)
		return;
	n->distance = d;
	n->found = candidate;
}
