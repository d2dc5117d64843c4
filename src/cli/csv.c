/* csv.c -- CSV read strictly: a row that does not fit the header is a fault, not a guess.
 */
#include "csv.h"

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

struct csv {
	const char *s, *end;
	int line;
	struct str cell;
	json_t *names, *rows, *row; /* row: array of cells */
};

/* From behind the opening quote to behind the closing one. */
static enum verdict
read_quoted(struct csv *c, struct err *err)
{
	for (c->s++; c->s < c->end; c->s++) {
		if (*c->s == '"' && c->s + 1 < c->end && c->s[1] == '"')
			c->s++;
		else if (*c->s == '"')
			break;
		c->line += *c->s == '\n';
		str_addc(&c->cell, *c->s);
	}
	if (c->s == c->end)
		return refuse(err, _("Line %d: a quote is not closed."), c->line);
	c->s++;
	return DONE;
}

static void
read_plain(struct csv *c)
{
	const char *start = c->s;

	while (c->s < c->end && *c->s != ',' && *c->s != '\n' && *c->s != '\r')
		c->s++;
	str_addn(&c->cell, start, (size_t)(c->s - start));
}

/* One cell; true in *last where a line or the text ends behind it. */
static enum verdict
read_cell(struct csv *c, bool *last, struct err *err)
{
	enum verdict v = DONE;

	str_clear(&c->cell);
	if (c->s < c->end && *c->s == '"')
		v = read_quoted(c, err);
	else
		read_plain(c);
	if (v != DONE)
		return v;
	if (c->s < c->end && *c->s == '\r')
		c->s++;
	if (c->s < c->end && *c->s != ',' && *c->s != '\n')
		return refuse(err, _("Line %d: there is something behind a quote."),
			      c->line);
	*last = c->s == c->end || *c->s == '\n';
	c->s += c->s < c->end;
	return DONE;
}

static enum verdict
read_line(struct csv *c, struct err *err)
{
	bool last = false;
	json_t *cell;
	enum verdict v;

	c->row = json_array();
	while (!last) {
		v = read_cell(c, &last, err);
		if (v != DONE)
			return v;
		cell = c->cell.len ? json_stringn(str_text(&c->cell), c->cell.len)
				   : json_null();
		json_array_append_new(c->row, cell);
	}
	return DONE;
}

static enum verdict
keep_line(struct csv *c, struct err *err)
{
	size_t i, n = json_array_size(c->row);
	json_t *object, *name;

	if (!c->names) {
		c->names = json_incref(c->row);
		json_array_foreach(c->names, i, name)
			if (!json_is_string(name))
				return refuse(err, _("Line %d: a column has no name."),
					      c->line);
		return DONE;
	}
	if (n != json_array_size(c->names))
		return refuse(err, _("Line %d has %d cells where %d are named."),
			      c->line, (int)n, (int)json_array_size(c->names));
	object = json_object();
	for (i = 0; i < n; i++)
		json_object_set(object, json_string_value(json_array_get(c->names, i)),
				json_array_get(c->row, i));
	json_array_append_new(c->rows, object);
	return DONE;
}

enum verdict
csv_read(json_t **out, const char *text, size_t len, struct err *err)
{
	struct csv c = {
		.s = text, .end = text + len, .line = 1, .rows = json_array()
	};
	enum verdict v = DONE;

	if (!utf8_valid(text, len))
		v = refuse(err, _("The text is not UTF-8."));
	while (v == DONE && c.s < c.end) {
		v = read_line(&c, err);
		if (v == DONE)
			v = keep_line(&c, err);
		json_decref(c.row);
		c.row = NULL;
		c.line++;
	}
	json_decref(c.names);
	str_release(&c.cell);
	if (v == DONE)
		*out = c.rows;
	else
		json_decref(c.rows);
	return v;
}
