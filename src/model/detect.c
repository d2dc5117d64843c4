/* detect.c -- one function a detector.  Those named as in the R package surveillance 1.20.3
 * (Salmon, Schumacher, Höhle 2016) give its numbers; tests/data/detect holds them.
 */
#include "model/detect.h"

#include <math.h>

#include "base/str.h"
#include "base/text.h"

#include "model/stat.h"

static const struct detect_point no_limit = { .limit = NAN };

static double
at_least(double value, double least)
{
	return value < least ? least : value;
}

static struct detect_point
judged(int64_t count, double limit)
{
	return (struct detect_point){ limit, (double)count > limit };
}

/* -- EARS (Hutwagner 2003) ------------------------------------------------------------ */

/* Mean and deviation of the window that ends `lag` periods before t; false: not full. */
static bool
baseline(const struct detect_options *o, const int64_t *counts, size_t t, size_t lag,
	 struct stat_spread *out)
{
	size_t window = (size_t)o->window;

	if (t < window + lag)
		return false;
	*out = stat_spread(counts + t - window - lag, o->window);
	out->deviation = at_least(out->deviation, o->min_sigma);
	return true;
}

/* limit = mean + z deviation. */
static void
ears(const struct detect_options *o, size_t lag, const int64_t *counts, size_t n,
     struct detect_point *points)
{
	double z = stat_normal(o->alpha);
	struct stat_spread s;
	size_t t;

	for (t = 0; t < n; t++)
		points[t] = baseline(o, counts, t, lag, &s)
				    ? judged(counts[t], s.mean + z * s.deviation)
				    : no_limit;
}

static void
run_c1(const struct detect_options *o, const int64_t *counts, size_t n,
       struct detect_point *points)
{
	ears(o, 0, counts, n, points);
}

#define C2_LAG 2 /* periods between the window and the count */

static void
run_c2(const struct detect_options *o, const int64_t *counts, size_t n,
       struct detect_point *points)
{
	ears(o, C2_LAG, counts, n, points);
}

/* How much the count of period t exceeds one deviation, in deviations; never negative. */
static double
c3_excess(const struct detect_options *o, const int64_t *counts, size_t t)
{
	struct stat_spread s = { 0 };

	(void)baseline(o, counts, t, C2_LAG, &s);
	return at_least(((double)counts[t] - s.mean) / s.deviation - 1, 0);
}

/* limit = count + deviation (z - what the two periods before exceed), not below 0. */
static void
run_c3(const struct detect_options *o, const int64_t *counts, size_t n,
       struct detect_point *points)
{
	double z = stat_normal(o->alpha), past;
	struct stat_spread s = { 0 };
	size_t t;

	for (t = 0; t < n; t++) {
		points[t] = no_limit;
		if (t < (size_t)o->window + C2_LAG + 2)
			continue;
		(void)baseline(o, counts, t, C2_LAG, &s);
		past = c3_excess(o, counts, t - 1) + c3_excess(o, counts, t - 2);
		points[t] = judged(
			counts[t],
			at_least((double)counts[t] + s.deviation * (z - past), 0));
	}
}

/* -- small counts --------------------------------------------------------------------- */

/* The Bayesian limit of a Poisson mean with Jeffreys' prior after n counts with this sum:
 * the posterior predictive count is negative binomial (Riebler 2004). */
static double
bayes_limit(const struct detect_options *o, double sum)
{
	double n = o->window;

	return (double)stat_negbin_limit(sum + 0.5, n / (n + 1), o->alpha);
}

static void
run_bayes(const struct detect_options *o, const int64_t *counts, size_t n,
	  struct detect_point *points)
{
	size_t window = (size_t)o->window, t;

	for (t = 0; t < n; t++)
		points[t] =
			t < window ? no_limit
				   : judged(counts[t],
					    bayes_limit(o, stat_sum(counts + t - window,
								    o->window)));
}

/* The Bayesian limit, or that of a negative binomial count of the window's mean and
 * variance where it is higher: counts that scatter more than chance alone. */
static double
nb_limit(const struct detect_options *o, const int64_t *past)
{
	enum {
		PLAIN = 1000000
	}; /* closer to 1 than this part: no scatter of its own */
	struct stat_spread s = stat_spread(past, o->window);
	double sum = stat_sum(past, o->window), limit = bayes_limit(o, sum);
	double scatter = s.mean > 0 ? s.deviation * s.deviation / s.mean : 1;
	double mean = (sum + 0.5) / o->window;

	if (scatter < 1 + 1.0 / PLAIN)
		return limit;
	return at_least(
		(double)stat_negbin_limit(mean / (scatter - 1), 1 / scatter, o->alpha),
		limit);
}

static void
run_nb28(const struct detect_options *o, const int64_t *counts, size_t n,
	 struct detect_point *points)
{
	size_t window = (size_t)o->window, t;

	for (t = 0; t < n; t++)
		points[t] = t < window ? no_limit
				       : judged(counts[t],
						nb_limit(o, counts + t - window));
}

/* -- sums over time ------------------------------------------------------------------- */

/* The count in deviations from the expected one (Rossi 1999; Anscombe 1953). */
static double
scaled(enum detect_scale scale, double count, double mean)
{
	switch (scale) {
	case DETECT_ROSSI:
		return (count - 3 * mean + 2 * sqrt(count * mean)) / (2 * sqrt(mean));
	case DETECT_ANSCOMBE:
		return 1.5 * (cbrt(count * count) - cbrt(mean * mean)) /
		       pow(mean, 1.0 / 6);
	default:
		return (count - mean) / sqrt(mean);
	}
}

/* The count of that many deviations; 0 where no count is so low. */
static double
unscaled(enum detect_scale scale, double z, double mean)
{
	double x;

	switch (scale) {
	case DETECT_ROSSI:
		x = 4 * mean + 2 * sqrt(mean) * z;
		return x < 0 ? 0 : pow(sqrt(x) - sqrt(mean), 2);
	case DETECT_ANSCOMBE:
		x = cbrt(mean * mean) + z * pow(mean, 1.0 / 6) / 1.5;
		return x < 0 ? 0 : pow(x, 1.5);
	default:
		return at_least(ceil(mean + sqrt(mean) * z), 0);
	}
}

/* sum = max(0, sum + z - k); an alarm from sum >= h.  k and h as Rossi, Lampugnani and
 * Marchi (1999) chose them. */
static void
run_cusum(const struct detect_options *o, const int64_t *counts, size_t n,
	  struct detect_point *points)
{
	const double k = 1.04, h = 2.26;
	double sum = 0;
	size_t t;

	for (t = 0; t < n; t++) {
		points[t].limit = unscaled(o->scale, h + k - sum, o->mean);
		sum = at_least(sum + scaled(o->scale, (double)counts[t], o->mean) - k,
			       0);
		points[t].alarm = sum >= h;
	}
}

/* The smoothed count against mean and deviation of the first window (Roberts 1959). */
static void
run_ewma(const struct detect_options *o, const int64_t *counts, size_t n,
	 struct detect_point *points)
{
	const double weight = 0.3;
	double width = o->alpha > 0 ? stat_normal(o->alpha) : 3, kept = 1, limit;
	struct stat_spread s = { 0 };
	double smooth;
	size_t t;

	(void)(n >= (size_t)o->window && baseline(o, counts, (size_t)o->window, 0, &s));
	smooth = s.mean;
	for (t = 0; t < n; t++) {
		points[t] = no_limit;
		if (t < (size_t)o->window)
			continue;
		smooth = weight * (double)counts[t] + (1 - weight) * smooth;
		kept *= (1 - weight) * (1 - weight);
		limit = s.mean +
			width * s.deviation * sqrt(weight / (2 - weight) * (1 - kept));
		points[t] = (struct detect_point){ limit, smooth > limit };
	}
}

/* -- the table ------------------------------------------------------------------------ */

#define EARS   (DETECT_TAKES_ALPHA | DETECT_TAKES_WINDOW | DETECT_TAKES_SIGMA)
#define COUNTS (DETECT_TAKES_ALPHA | DETECT_TAKES_WINDOW)

const struct detector detectors[] = {
	{ "c1", N_("EARS C1: mean and deviation of the last 7"), 0.001, 7, EARS,
	  run_c1 },
	{ "c2", N_("EARS C2: the same, 2 periods before"), 0.001, 7, EARS, run_c2 },
	{ "c3", N_("EARS C3: C2 over 3 periods, for slow rises"), 0.025, 7, EARS,
	  run_c3 },
	{ "bayes", N_("Bayesian limit of small counts"), 0.001, 28, COUNTS, run_bayes },
	{ "nb28", N_("Limit of counts that scatter widely"), 0.001, 28, COUNTS,
	  run_nb28 },
	{ "cusum", N_("Sum of deviations from an expected count"), 0, 0,
	  DETECT_TAKES_MEAN, run_cusum },
	{ "ewma", N_("Smoothed count against the first 7"), 0, 7, EARS, run_ewma },
	{ NULL, NULL, 0, 0, 0, NULL },
};

const struct detector *
detector_named(const char *name)
{
	const struct detector *d;

	for (d = detectors; d->name; d++)
		if (str_eq(d->name, name))
			return d;
	return NULL;
}

struct detect_options
detect_options(void)
{
	return (struct detect_options){ .min_sigma = 0.5, .mean = 3 };
}

void
detect_run(const struct detector *d, struct detect_options o, const int64_t *counts,
	   size_t n, struct detect_point *points)
{
	if (o.alpha <= 0)
		o.alpha = d->alpha;
	if (o.window == 0)
		o.window = d->window;
	d->run(&o, counts, n, points);
}
