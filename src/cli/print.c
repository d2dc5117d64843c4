/* print.c -- formats rows for a person, a spreadsheet or a program.
 * Law: a terminal gets only visible text, a spreadsheet never a formula.
 */
#include "print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

enum { CELL_MAX = 48, GAP = 2 };

static void
pad(struct str *out, int n)
{
	while (n-- > 0)
		str_addc(out, ' ');
}

/* Visible text, clipped to `most` columns (0: whole); returns its width. */
static int
cell_text(struct str *out, const char *text, int most)
{
	struct str seen = { 0 };
	int width, used = 0;
	size_t fit;

	utf8_visible(&seen, text, strlen(text));
	width = utf8_columns(str_text(&seen), seen.len);
	if (most && width > most) {
		fit = utf8_fit(str_text(&seen), seen.len, most - 1, &used);
		str_addn(out, str_text(&seen), fit);
		str_add(out, "…");
		width = used + 1;
	} else {
		str_add(out, str_text(&seen));
	}
	str_release(&seen);
	return width;
}

static void
table(struct str *out, const char *const *cells, size_t n, size_t ncolumns, int most)
{
	int *widths = xcalloc(ncolumns, sizeof *widths), w;
	struct str one = { 0 };
	size_t r, c;

	for (r = 0; r < n; r++) {
		for (c = 0; c < ncolumns; c++) {
			str_clear(&one);
			w = cell_text(&one, cells[r * ncolumns + c], most);
			if (w > widths[c])
				widths[c] = w;
		}
	}
	for (r = 0; r < n; r++) {
		for (c = 0; c < ncolumns; c++) {
			w = cell_text(out, cells[r * ncolumns + c], most);
			if (c + 1 < ncolumns)
				pad(out, widths[c] - w + GAP);
		}
		str_addc(out, '\n');
	}
	str_release(&one);
	free(widths);
}

void
print_json(json_t *value)
{
	char *text = json_dumps(value, JSON_INDENT(1));

	puts(text ? text : "null");
	free(text);
	json_decref(value);
}

void
print_table(struct str *out, const char *const *cells, size_t n, size_t ncolumns)
{
	table(out, cells, n, ncolumns, 0);
}

/* A document stands by itself, spread over lines. */
static void
document(struct str *out, const char *text)
{
	char *pretty, *line, *end;
	json_t *doc;

	if (json_read(&doc, text, strlen(text), NULL) != DONE)
		return; /* print_check() says so */
	pretty = json_dumps(doc, JSON_INDENT(2));
	json_decref(doc);
	for (line = pretty; line; line = end ? end + 1 : NULL) {
		end = strchr(line, '\n');
		if (end)
			*end = '\0';
		cell_text(out, line, 0);
		str_addc(out, '\n');
	}
	free(pretty);
}

/* A moment as RFC 3339 writes it, or as a person reads it; else as it stands. */
static const char *
stamp_cell(char out[30], const char *text, enum cli_format format)
{
	int64_t wall;

	if (!stamp_parse(text, &wall))
		return text;
	if (format == FORMAT_TABLE)
		stamp_minute(wall, out);
	else
		stamp_text(wall, out);
	return out;
}

/* A flag as a person reads it. */
static const char *
person_cell(const char *text, enum column_type type)
{
	if (type == COL_FLAG && str_eq(text, "true"))
		return _("yes");
	if (type == COL_FLAG && str_eq(text, "false"))
		return _("no");
	return text;
}

static void
rows_table(struct str *out, const struct rows *rows, int columns)
{
	const struct query *q = rows->query;
	const char **cells = xcalloc((rows->n + 1) * q->ncolumns, sizeof *cells);
	char(*stamps)[30] = xcalloc(rows->n * q->ncolumns + 1, sizeof *stamps);
	size_t shown = 0, r, c, n = 0;
	const char **cell = cells;

	for (c = 0; c < q->ncolumns; c++) {
		if (!q->columns[c].label)
			continue;
		shown++;
		*cell++ = _(q->columns[c].label);
	}
	for (r = 0; r < rows->n; r++)
		for (c = 0; c < q->ncolumns; c++)
			if (q->columns[c].label && q->columns[c].type == COL_STAMP)
				*cell++ = stamp_cell(stamps[n++],
						     rows_cell(rows, r, (int)c),
						     FORMAT_TABLE);
			else if (q->columns[c].label)
				*cell++ = person_cell(rows_cell(rows, r, (int)c),
						      q->columns[c].type);
	table(out, cells, rows->n + 1, shown, columns ? CELL_MAX : 0);
	free(stamps);
	free(cells);
}

/* What a spreadsheet takes for the beginning of a formula, full width or small as well, or
 * drops before one. */
static bool
begins_formula(const char *text)
{
	static const uint32_t starts[] = { '=',	   '+',	   '-',	   '@',
					   '\t',   '\r',   '\n',   0xFF1D,
					   0xFF0B, 0xFF0D, 0xFF20, 0xFE66,
					   0xFE62, 0xFE63, 0xFE6B, 0x2212 };
	size_t len = strlen(text), i;
	uint32_t c = 0;

	while (len > 0) {
		i = utf8_decode(text, len, &c);
		if (c != ' ' && c != 0x3000 && utf8_class(c) != UTF8_INVISIBLE)
			break;
		text += i;
		len -= i;
	}
	for (i = 0; len > 0 && i < ARRAY_LEN(starts); i++)
		if (c == starts[i])
			return true;
	return false;
}

void
print_csv_cell(struct str *out, const char *text, enum column_type type)
{
	bool formula = type != COL_INT && begins_formula(text);
	const char *p;

	if (!formula && !text[strcspn(text, ",\"\r\n")]) {
		str_add(out, text);
		return;
	}
	str_addc(out, '"');
	if (formula)
		str_addc(out, '\'');
	for (p = text; *p; p++) {
		if (*p == '"')
			str_addc(out, '"');
		str_addc(out, *p);
	}
	str_addc(out, '"');
}

static void
rows_csv(struct str *out, const struct rows *rows)
{
	const struct query *q = rows->query;
	const char *cell;
	char stamp[30];
	size_t r, c;

	for (c = 0; c < q->ncolumns; c++)
		str_addf(out, "%s%s", c ? "," : "", q->columns[c].name);
	str_add(out, "\r\n");
	for (r = 0; r < rows->n; r++) {
		for (c = 0; c < q->ncolumns; c++) {
			if (c)
				str_addc(out, ',');
			cell = rows_cell(rows, r, (int)c);
			if (q->columns[c].type == COL_STAMP)
				cell = stamp_cell(stamp, cell, FORMAT_CSV);
			print_csv_cell(out, cell, q->columns[c].type);
		}
		str_add(out, "\r\n");
	}
}

/* NULL stays null; numbers, flags and documents are themselves. */
static json_t *
cell_json(const char *text, enum column_type type)
{
	json_t *value = NULL;
	char *end, stamp[30];
	long long n;

	if (!text)
		return json_null();
	if (type == COL_STAMP)
		text = stamp_cell(stamp, text, FORMAT_JSON);
	if (type == COL_INT) {
		n = strtoll(text, &end, 10);
		if (*text && !*end)
			return json_integer(n);
	}
	if (type == COL_FLAG && (str_eq(text, "true") || str_eq(text, "t")))
		return json_true();
	if (type == COL_FLAG && (str_eq(text, "false") || str_eq(text, "f")))
		return json_false();
	if (type == COL_JSON && json_read(&value, text, strlen(text), NULL) == DONE)
		return value;
	value = json_string(text);
	return value ? value : json_null();
}

static void
rows_objects(struct str *out, const struct rows *rows)
{
	const struct query *q = rows->query;
	json_t *all = json_array(), *one;
	size_t r, c;
	char *text;

	for (r = 0; r < rows->n; r++) {
		one = json_object();
		for (c = 0; c < q->ncolumns; c++)
			json_object_set_new(one, q->columns[c].name,
					    cell_json(rows->cells[r * q->ncolumns + c],
						      q->columns[c].type));
		json_array_append_new(all, one);
	}
	text = json_dumps(all, JSON_INDENT(1));
	json_decref(all);
	if (text)
		str_add(out, text);
	str_addc(out, '\n');
	free(text);
}

void
print_rows(struct str *out, const struct rows *rows, enum cli_format format,
	   int columns)
{
	const struct query *q = rows->query;
	size_t r;

	if (format == FORMAT_CSV) {
		rows_csv(out, rows);
	} else if (format == FORMAT_JSON) {
		rows_objects(out, rows);
	} else if (q->ncolumns == 1 && q->columns[0].type == COL_JSON) {
		for (r = 0; r < rows->n; r++)
			document(out, rows_cell(rows, r, 0));
	} else {
		rows_table(out, rows, columns);
	}
}

static bool
is_readable(const char *text)
{
	json_t *value;

	if (json_read(&value, text, strlen(text), NULL) != DONE)
		return false;
	json_decref(value);
	return true;
}

enum verdict
print_check(const struct rows *rows, struct err *err)
{
	const struct query *q = rows->query;
	const char *cell;
	size_t r, c;

	for (r = 0; r < rows->n; r++)
		for (c = 0; c < q->ncolumns; c++) {
			cell = rows_cell(rows, r, (int)c);
			if (q->columns[c].type == COL_JSON && *cell &&
			    !is_readable(cell))
				return broken(err, "%s",
					      _("The answer holds a document that "
						"cannot be read; tell the "
						"administrator."));
		}
	return DONE;
}

struct rows *
print_visible(const struct rows *rows)
{
	const size_t n = rows->query->ncolumns;
	struct rows *out = rows_new(rows->query);
	struct str *texts = xcalloc(n + 1, sizeof *texts);
	const char **cells = xcalloc(n + 1, sizeof *cells);
	size_t r, c;

	for (r = 0; r < rows->n; r++) {
		for (c = 0; c < n; c++) {
			cells[c] = rows->cells[r * n + c];
			str_clear(&texts[c]);
			if (cells[c])
				utf8_visible(&texts[c], cells[c], strlen(cells[c]));
			if (cells[c])
				cells[c] = str_text(&texts[c]);
		}
		rows_add(out, cells);
	}
	for (c = 0; c < n; c++)
		str_wipe(&texts[c]);
	free(texts);
	free(cells);
	return out;
}

bool
print_out(const struct str *out)
{
	return fwrite(str_text(out), 1, out->len, stdout) == out->len &&
	       fflush(stdout) == 0;
}
