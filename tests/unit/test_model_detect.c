/* The detectors against numbers of R (surveillance 1.20.3) and of independent SQL; each file
 * of tests/data/detect judges the same series of 50 days, or a table of limits. */
#include <math.h>

#include "model/detect.h"
#include "model/stat.h"

#include "unit.h"

#define DATA "tests/data/detect/"

enum { DAYS = 50, PATH = 200 };

static FILE *
open_table(const char *name)
{
	char path[PATH], line[PATH];
	FILE *f;

	snprintf(path, sizeof path, DATA "%s.csv", name);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	return f;
}

static void
assert_near(const char *what, int row, double got, double want)
{
	if (!(fabs(got - want) <= 1e-9 * fmax(1, fabs(want))))
		fail_msg("%s %d: %.15g instead of %.15g", what, row, got, want);
}

/* The series that all files judge. */
static void
read_toy(int64_t counts[DAYS])
{
	FILE *f = open_table("ears_toy_minsigma1");
	char line[300], *field[12];
	int n = 0;

	while (csv_row(f, line, sizeof line, field) >= 2 && n < DAYS)
		counts[n++] = strtoll(field[1], NULL, 10);
	fclose(f);
	assert_int_equal(n, DAYS);
}

/* limit and alarm: columns of the file.  A day without a row has no limit. */
static void
judge(const char *name, const char *method, struct detect_options o, int limit,
      int alarm)
{
	struct detect_point points[DAYS];
	int64_t counts[DAYS];
	char line[300], *field[12];
	bool told[DAYS] = { false };
	FILE *f = open_table(name);
	int t, days = 0;

	read_toy(counts);
	detect_run(detector_named(method), o, counts, DAYS, points);
	while (csv_row(f, line, sizeof line, field) > alarm) {
		t = (int)strtol(field[0], NULL, 10) - 1;
		assert_int_equal(counts[t], strtoll(field[1], NULL, 10));
		if (!*field[limit])
			continue;
		told[t] = true;
		days++;
		assert_near(name, t + 1, points[t].limit, strtod(field[limit], NULL));
		if (points[t].alarm != (*field[alarm] == '1'))
			fail_msg("%s %d: alarm %d", name, t + 1, points[t].alarm);
	}
	fclose(f);
	assert_true(days > 20);
	for (t = 0; t < DAYS; t++)
		if (!told[t] && (!isnan(points[t].limit) || points[t].alarm))
			fail_msg("%s %d: a limit where there is none", name, t + 1);
}

static void
test_ears_gives_the_limits_of_r(void **state)
{
	static const struct {
		const char *file;
		double min_sigma;
	} files[] = { { "ears_toy_minsigma0", 0 },
		      { "ears_toy_minsigma05", 0.5 },
		      { "ears_toy_minsigma1", 1 } };
	struct detect_options o = detect_options();
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		o.min_sigma = files[i].min_sigma;
		judge(files[i].file, "c1", o, 4, 5);
		judge(files[i].file, "c2", o, 8, 9);
		judge(files[i].file, "c3", o, 10, 11);
	}
}

static void
test_small_counts_get_the_limits_of_r(void **state)
{
	struct detect_options o = detect_options();

	(void)state;
	judge("bayes_toy_b0_w28_a001", "bayes", o, 2, 3);
	judge("nb28_toy", "nb28", o, 7, 8);
	o.window = 7;
	judge("bayes_toy_b0_w7_a001", "bayes", o, 2, 3);
}

static void
test_cusum_gives_the_limits_of_r(void **state)
{
	struct detect_options o = detect_options();

	(void)state;
	judge("cusum_toy_standard_m3_k104_h226", "cusum", o, 4, 3);
	o.scale = DETECT_ROSSI;
	judge("cusum_toy_rossi_m3_k104_h226", "cusum", o, 4, 3);
	o.scale = DETECT_ANSCOMBE;
	judge("cusum_toy_anscombe_m3_k104_h226", "cusum", o, 4, 3);
}

static void
test_ewma_gives_the_limits_of_r(void **state)
{
	struct detect_options o = detect_options();

	(void)state;
	judge("ewma_toy_l03_L3", "ewma", o, 3, 4);
}

static void
test_tails_and_limits_are_exact(void **state)
{
	char line[300], *field[12];
	double n, sum, mean, scatter;
	int rows = 0;
	FILE *f;

	(void)state;
	for (f = open_table("bayes_limit_table");
	     csv_row(f, line, sizeof line, field) >= 5; rows++) {
		n = strtod(field[0], NULL);
		sum = strtod(field[1], NULL);
		assert_int_equal(stat_negbin_limit(sum + 0.5, n / (n + 1),
						   strtod(field[2], NULL)),
				 strtoll(field[3], NULL, 10));
		assert_near("limit", rows,
			    stat_negbin_tail(sum + 0.5, n / (n + 1),
					     strtoll(field[3], NULL, 10) + 1),
			    strtod(field[4], NULL));
	}
	fclose(f);
	for (f = open_table("bayes_tail"); csv_row(f, line, sizeof line, field) >= 4;
	     rows++) {
		n = strtod(field[0], NULL);
		assert_near("bayes tail", rows,
			    stat_negbin_tail(strtod(field[1], NULL) + 0.5, n / (n + 1),
					     strtoll(field[2], NULL, 10)),
			    strtod(field[3], NULL));
	}
	fclose(f);
	for (f = open_table("nb_tail_mu_phi");
	     csv_row(f, line, sizeof line, field) >= 4; rows++) {
		mean = strtod(field[0], NULL);
		scatter = strtod(field[1], NULL);
		assert_near("tail", rows,
			    stat_negbin_tail(mean / (scatter - 1), 1 / scatter,
					     strtoll(field[2], NULL, 10)),
			    strtod(field[3], NULL));
	}
	fclose(f);
	assert_int_equal(rows, 84 + 15 + 60);
}

static void
test_the_normal_quantile_is_exact(void **state)
{
	FILE *f = open_table("normal_quantile");
	char line[300], *field[12];
	int rows = 0;

	(void)state;
	for (; csv_row(f, line, sizeof line, field) >= 2; rows++)
		assert_near("z", rows, stat_normal(strtod(field[0], NULL)),
			    strtod(field[1], NULL));
	fclose(f);
	assert_int_equal(rows, 8);
	assert_near("z", 0, stat_normal(0.5), 0);
}

/* No limit where the tail is empty, whatever the counts: the search ends. */
static void
test_extreme_counts_end(void **state)
{
	static const int64_t huge[30] = { [0] = INT64_C(9007199254740992), [29] = 1 };
	static const int64_t none[40] = { [39] = 1 };
	struct detect_options o = detect_options();
	struct detect_point points[40];
	size_t i;

	(void)state;
	for (i = 0; detectors[i].name; i++) {
		detect_run(&detectors[i], o, huge, 30, points);
		detect_run(&detectors[i], o, none, 40, points);
		detect_run(&detectors[i], o, none, 0, points);
	}
	detect_run(detector_named("bayes"), o, none, 40, points);
	assert_false(points[39].alarm); /* one after 28 times none is no news */
	o.min_sigma = 0;
	detect_run(detector_named("c1"), o, none, 40, points);
	assert_true(points[39].alarm);
	assert_null(detector_named("farrington"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ears_gives_the_limits_of_r),
		cmocka_unit_test(test_small_counts_get_the_limits_of_r),
		cmocka_unit_test(test_cusum_gives_the_limits_of_r),
		cmocka_unit_test(test_ewma_gives_the_limits_of_r),
		cmocka_unit_test(test_tails_and_limits_are_exact),
		cmocka_unit_test(test_the_normal_quantile_is_exact),
		cmocka_unit_test(test_extreme_counts_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
