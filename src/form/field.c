/* field.c -- the length and label of a row of a field table. */
#include "form/field.h"

#include "base/text.h"

const char *
field_label(const struct field *f, uint32_t kind)
{
	return _(f->report_label && (kind & NEED_REPORT) ? f->report_label : f->label);
}

size_t
field_max(const struct field *f)
{
	if (f->max)
		return f->max;
	return f->type == FIELD_LONG ? FIELD_LONG_MAX : FIELD_LINE_MAX;
}
