/* model/detect.h -- detectors: which counts of a series are more than chance explains.
 *
 * A series has one count per period, without gaps.  Each detector compares a count with a
 * limit made from earlier counts.  The alarm is strict: count > limit; CUSUM and EWMA judge
 * a sum and a smoothed count instead.  Formulas and sources stand in detect.c.
 */
#ifndef MODEL_DETECT_H
#define MODEL_DETECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How CUSUM makes a count comparable with a normal value. */
enum detect_scale { DETECT_STANDARD, DETECT_ROSSI, DETECT_ANSCOMBE };

struct detect_options {
	double alpha; /* tolerated share of false alarms, one-sided; 0: the detector's own */
	int window; /* periods of the baseline; 0: the detector's own */
	double min_sigma; /* a smaller deviation of the baseline counts as this */
	double mean; /* CUSUM: the expected count, > 0 */
	enum detect_scale scale; /* CUSUM */
};

struct detect_point {
	double limit; /* NAN: there is none, the window is not full or has no spread */
	bool alarm;
};

enum {
	DETECT_TAKES_ALPHA = 1u << 0,
	DETECT_TAKES_WINDOW = 1u << 1,
	DETECT_TAKES_SIGMA = 1u << 2,
	DETECT_TAKES_MEAN = 1u << 3 /* and scale */
};

struct detector {
	const char *name; /* "c1" */
	const char *label; /* N_() */
	double alpha; /* the default; 0: it has none */
	int window; /* the default; 0: it has none */
	unsigned takes; /* DETECT_TAKES_… */
	/* points[n]; options with alpha and window filled in. */
	void (*run)(const struct detect_options *, const int64_t *counts, size_t n,
		    struct detect_point *points);
};

extern const struct detector detectors[]; /* ends with a NULL name */
const struct detector *detector_named(const char *name); /* NULL: there is none */

/* Least deviation 0.5, expected count 3, all else the detector's own. */
struct detect_options detect_options(void);

/* Judges every count of the series; points[n] is the caller's. */
void detect_run(const struct detector *, struct detect_options, const int64_t *counts,
		size_t n, struct detect_point *points);

#endif
