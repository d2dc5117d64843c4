/* detect.c -- runs a detector over a series that the analyst brings as CSV; no server is
 * asked.
 */
#include "model/detect.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/vec.h"

#include "csv.h"
#include "print.h"
#include "verb.h"

enum { MOST_POINTS = 1000000, MOST_WINDOW = 1000, MOST_BYTES = 64 << 20 };
/* Whole numbers up to here are exact in a double. */
#define MOST_COUNT 9007199254740992

/* One count per period, gaps filled with zero. */
struct series {
	VEC(int64_t) counts;
	int64_t first; /* period of counts.v[0]: a number, or a day */
	bool days; /* periods are days, written YYYY-MM-DD */
};

struct wish {
	const struct detector *method;
	struct detect_options options;
	unsigned given; /* DETECT_TAKES_… of the flags that were given */
	const char *file;
};

/* -- the flags ------------------------------------------------------------------------ */

static enum verdict
read_real(const char *flag, const char *text, double low, double high, double *out,
	  struct err *err)
{
	char *end;

	*out = strtod(text, &end);
	if (end == text || *end || !(*out > low) || !(*out <= high))
		return refuse(err, _("--%s takes a number above %g, up to %g."), flag,
			      low, high);
	return DONE;
}

static enum verdict
read_sigma(const char *text, double *out, struct err *err)
{
	if (str_eq(text, "0")) {
		*out = 0;
		return DONE;
	}
	return read_real("min-sigma", text, 0, 1e9, out, err);
}

static enum verdict
read_method(const char *text, const struct detector **out, struct err *err)
{
	struct str names = { 0 };
	const struct detector *d;

	*out = detector_named(text);
	if (*out)
		return DONE;
	for (d = detectors; d->name; d++)
		str_addf(&names, "%s%s", names.len ? " " : "", d->name);
	(void)refuse(err, _("--method takes one of: %s."), str_text(&names));
	str_release(&names);
	return REFUSED;
}

static enum verdict
read_scale(const char *text, enum detect_scale *out, struct err *err)
{
	static const char *const names[] = { "standard", "rossi", "anscombe" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq(text, names[i])) {
			*out = (enum detect_scale)i;
			return DONE;
		}
	return refuse(err, _("--scale takes standard, rossi or anscombe."));
}

static enum verdict
read_window(const char *text, int *out, struct err *err)
{
	enum verdict v = cli_number("window", text, MOST_WINDOW, out, err);

	if (v == DONE && *out < 2)
		return refuse(err, _("--window takes at least 2 periods."));
	return v;
}

static enum verdict
read_flag(struct wish *w, const struct arg *arg, const char *text, struct err *err)
{
	struct detect_options *o = &w->options;

	if (str_eq(arg->name, "method"))
		return read_method(text, &w->method, err);
	if (str_eq(arg->name, "alpha")) {
		w->given |= DETECT_TAKES_ALPHA;
		return read_real(arg->name, text, 0, 0.5, &o->alpha, err);
	}
	if (str_eq(arg->name, "window")) {
		w->given |= DETECT_TAKES_WINDOW;
		return read_window(text, &o->window, err);
	}
	if (str_eq(arg->name, "min-sigma")) {
		w->given |= DETECT_TAKES_SIGMA;
		return read_sigma(text, &o->min_sigma, err);
	}
	if (str_eq(arg->name, "mean")) {
		w->given |= DETECT_TAKES_MEAN;
		return read_real(arg->name, text, 0, 1e12, &o->mean, err);
	}
	if (str_eq(arg->name, "scale")) {
		w->given |= DETECT_TAKES_MEAN;
		return read_scale(text, &o->scale, err);
	}
	return refuse(err, _("%s has no flag --%s."), "detect", arg->name);
}

static enum verdict
read_arg(struct cli *cli, struct args *args, const struct arg *arg, struct wish *w,
	 struct err *err)
{
	const char *text = arg->value;
	bool taken = false;
	enum verdict v;

	if (arg->kind == ARG_WORD && w->file)
		return refuse(err, _("%s takes no more words: %s."), "detect", text);
	if (arg->kind == ARG_WORD) {
		w->file = text;
		return DONE;
	}
	v = cli_common(cli, args, arg, &taken, err);
	if (v != DONE || taken)
		return v;
	v = args_value(args, arg, &text, err);
	return v == DONE ? read_flag(w, arg, text, err) : v;
}

static enum verdict
check_wish(const struct wish *w, struct err *err)
{
	if (!w->method)
		return refuse(err, _("Say which detector with --method."));
	if (!w->file)
		return refuse(err, _("Say which file holds the series (- is standard "
				     "input)."));
	if (w->given & ~w->method->takes)
		return refuse(err,
			      _("%s does not take one of these flags; gangshaoctl "
				"detect --help says which it takes."),
			      w->method->name);
	return DONE;
}

/* -- the series ----------------------------------------------------------------------- */

/* A whole number, at most MOST_COUNT in size. */
static bool
read_whole(const char *text, int64_t *out)
{
	size_t sign = *text == '-';
	size_t len = strlen(text + sign);

	if (len < 1 || len > 16 || strspn(text + sign, "0123456789") != len)
		return false;
	*out = strtoll(text, NULL, 10);
	return *out <= MOST_COUNT && *out >= -MOST_COUNT;
}

/* The period of a row: all rows number them, or all give days. */
static bool
read_period(struct series *s, const char *text, int64_t *out)
{
	int32_t day = day_parse(text);

	if (!s->counts.n)
		s->days = day != DAY_NONE;
	if (s->days)
		*out = day;
	return s->days ? day != DAY_NONE : read_whole(text, out);
}

static enum verdict
add_row(struct series *s, const json_t *row, int line, struct err *err)
{
	int64_t period, count, next;

	if (!read_period(s, json_text(row, "t"), &period))
		return refuse(err,
			      _("Line %d: t is a whole number in every line, or a "
				"day (YYYY-MM-DD) in every line."),
			      line);
	if (!read_whole(json_text(row, "count"), &count) || count < 0)
		return refuse(err, _("Line %d: count is a whole number, not below 0."),
			      line);
	if (!s->counts.n)
		s->first = period;
	next = s->first + (int64_t)s->counts.n;
	if (period < next)
		return refuse(err, _("Line %d: t does not come after the line before."),
			      line);
	if (period - s->first >= MOST_POINTS)
		return refuse(err, _("Line %d: the series is longer than %d periods."),
			      line, MOST_POINTS);
	for (; next < period; next++)
		vec_push(&s->counts, 0);
	vec_push(&s->counts, count);
	return DONE;
}

static enum verdict
read_series(struct series *s, const char *file, struct err *err)
{
	struct str text = { 0 };
	json_t *rows = NULL, *row;
	enum verdict v = cli_read(&text, file, MOST_BYTES, err);
	size_t i;

	if (v == DONE)
		v = csv_read(&rows, str_text(&text), text.len, err);
	for (i = 0; v == DONE && i < json_array_size(rows); i++) {
		row = json_array_get(rows, i);
		if (!json_object_get(row, "t") || !json_object_get(row, "count"))
			v = refuse(err,
				   _("The first line names the columns: t,count."));
		else
			v = add_row(s, row, (int)i + 2, err);
	}
	json_decref(rows);
	str_release(&text);
	return v;
}

/* -- the answer ----------------------------------------------------------------------- */

static void
put_period(struct str *out, const struct series *s, size_t i)
{
	char day[11];

	if (s->days) {
		day_text((int32_t)(s->first + (int64_t)i), day);
		str_add(out, day);
	} else {
		str_addf(out, "%lld", (long long)(s->first + (int64_t)i));
	}
}

static void
put_csv(struct str *out, const struct series *s, const struct detect_point *points)
{
	size_t i;

	str_add(out, "t,count,limit,alarm\n");
	for (i = 0; i < s->counts.n; i++) {
		put_period(out, s, i);
		str_addf(out, ",%lld,", (long long)s->counts.v[i]);
		if (!isnan(points[i].limit))
			str_addf(out, "%.12g", points[i].limit);
		str_addf(out, ",%d\n", points[i].alarm);
	}
}

static json_t *
points_json(const struct series *s, const struct detect_point *points)
{
	json_t *all = json_array(), *one;
	struct str period = { 0 };
	size_t i;

	for (i = 0; i < s->counts.n; i++) {
		one = json_object();
		str_clear(&period);
		put_period(&period, s, i);
		if (s->days)
			json_put(one, "t", str_text(&period));
		else
			json_put_int(one, "t", s->first + (int64_t)i);
		json_put_int(one, "count", s->counts.v[i]);
		json_object_set_new(one, "limit",
				    isnan(points[i].limit)
					    ? json_null()
					    : json_real(points[i].limit));
		json_object_set_new(one, "alarm", json_boolean(points[i].alarm));
		json_array_append_new(all, one);
	}
	str_release(&period);
	return all;
}

static enum cli_exit
put_points(const struct cli *cli, const struct series *s,
	   const struct detect_point *points)
{
	struct str out = { 0 };
	bool written = true;

	if (cli->format == FORMAT_JSON) {
		print_json(points_json(s, points));
	} else {
		put_csv(&out, s, points);
		written = print_out(&out);
	}
	str_release(&out);
	return written ? EXIT_DONE : EXIT_BROKEN;
}

static void
help_detect(void)
{
	const struct detector *d;

	help_verb(verb_named("detect"));
	printf("\n%s\n", _("Detectors:"));
	for (d = detectors; d->name; d++)
		printf("  %-6s %s\n", d->name, _(d->label));
}

enum cli_exit
verb_detect(struct cli *cli, struct args *args)
{
	struct wish w = { .options = detect_options() };
	struct series s = { .days = false };
	struct detect_point *points;
	enum verdict v = DONE;
	enum cli_exit code;
	struct arg arg;
	struct err err;

	while (v == DONE && args_next(args, &arg) != ARG_END)
		v = read_arg(cli, args, &arg, &w, &err);
	if (v == DONE && cli->help) {
		help_detect();
		return EXIT_DONE;
	}
	if (v == DONE)
		v = check_wish(&w, &err);
	if (v != DONE)
		return cli_usage(err.text);
	if (read_series(&s, w.file, &err) != DONE) {
		code = cli_fail(&err);
	} else {
		points = xcalloc(s.counts.n + 1, sizeof *points);
		detect_run(w.method, w.options, s.counts.v, s.counts.n, points);
		code = put_points(cli, &s, points);
		free(points);
	}
	vec_release(&s.counts);
	return code;
}
