/* stat.c -- the negative binomial tail is a regularised incomplete beta function, computed
 * by its continued fraction (Abramowitz and Stegun 26.5.8); the normal quantile is found by
 * halving an interval of erfc(3).
 */
#include "model/stat.h"

#include <float.h>
#include <math.h>

/* A denominator of the fraction that is zero becomes this. */
#define TINY 1e-300

/* The n-th numerator of the fraction for I_x(a, b). */
static double
beta_numerator(double x, double a, double b, int n)
{
	double m = n / 2;

	if (n % 2 == 0)
		return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
	return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
}

/* The fraction, by the method of Lentz. */
static double
beta_fraction(double x, double a, double b)
{
	enum { MOST = 100000 };
	double c = 1, d = 0, f = 1, step = 0;
	int n;

	for (n = 1; n < MOST && fabs(step - 1) > DBL_EPSILON; n++) {
		double numerator = beta_numerator(x, a, b, n);

		d = 1 + numerator * d;
		d = 1 / (fabs(d) < TINY ? TINY : d);
		c = 1 + numerator / c;
		c = fabs(c) < TINY ? TINY : c;
		step = c * d;
		f *= step;
	}
	return 1 / f;
}

/* I_x(a, b); x and its complement y = 1 - x are both given, so that neither is rounded. */
static double
beta_part(double x, double y, double a, double b)
{
	double front;

	if (x <= 0 || y <= 0)
		return x <= 0 ? 0 : 1;
	front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(y));
	if (x < (a + 1) / (a + b + 2))
		return front / a * beta_fraction(x, a, b);
	return 1 - front / b * beta_fraction(y, b, a);
}

double
stat_normal(double alpha)
{
	double low = -40, high = 40, middle = 0;

	while (low < middle && middle < high) {
		if (erfc(middle / sqrt(2)) / 2 > alpha)
			low = middle;
		else
			high = middle;
		middle = low + (high - low) / 2;
	}
	return middle;
}

double
stat_negbin_tail(double size, double prob, int64_t x)
{
	return x <= 0 ? 1 : beta_part(1 - prob, prob, (double)x, size);
}

int64_t
stat_negbin_limit(double size, double prob, double alpha)
{
	double enough = alpha * (1 + 1e-12); /* a tail that is alpha but for rounding */
	int64_t low = -1, high = 1;

	while (stat_negbin_tail(size, prob, high + 1) > enough) {
		low = high;
		high *= 2;
	}
	while (low + 1 < high) {
		int64_t middle = low + (high - low) / 2;

		if (stat_negbin_tail(size, prob, middle + 1) > enough)
			low = middle;
		else
			high = middle;
	}
	return high;
}

double
stat_sum(const int64_t *counts, int n)
{
	double sum = 0;
	int i;

	for (i = 0; i < n; i++)
		sum += (double)counts[i];
	return sum;
}

struct stat_spread
stat_spread(const int64_t *counts, int n)
{
	struct stat_spread s = { .mean = n ? stat_sum(counts, n) / n : 0 };
	int i;

	for (i = 0; i < n; i++)
		s.deviation +=
			((double)counts[i] - s.mean) * ((double)counts[i] - s.mean);
	s.deviation = n > 1 ? sqrt(s.deviation / (n - 1)) : 0;
	return s;
}
