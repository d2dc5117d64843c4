/* model/stat.h -- probabilities of counts, exact to about 1e-12.
 */
#ifndef MODEL_STAT_H
#define MODEL_STAT_H

#include <stdint.h>

/* The z that a standard normal value exceeds with probability alpha (0 < alpha < 1). */
double stat_normal(double alpha);

/* P(X >= x) of a negative binomial count: `size` > 0 (any real number), success probability
 * `prob` in (0, 1]; its mean is size (1 - prob) / prob. */
double stat_negbin_tail(double size, double prob, int64_t x);
/* The smallest x with P(X > x) <= alpha. */
int64_t stat_negbin_limit(double size, double prob, double alpha);

double stat_sum(const int64_t *counts, int n);
/* Mean and sample deviation (n - 1) of n counts; deviation 0 for n < 2. */
struct stat_spread {
	double mean, deviation;
};
struct stat_spread stat_spread(const int64_t *counts, int n);

#endif
