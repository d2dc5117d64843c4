/* question.c -- reads the arguments of a question, or what its query presets. */
#include "question.h"

#include "base/str.h"

const char *
question_arg(const struct question *q, size_t param, char buffer[24])
{
	const struct param *p = &q->query->params[param];
	const json_t *value = json_object_get(q->args, p->name);

	if (json_is_string(value))
		return json_string_value(value);
	if (!json_is_integer(value))
		return json_is_boolean(value) ? json_is_true(value) ? "true" : "false"
					      : p->preset;
	str_format(buffer, 24, "%lld", (long long)json_integer_value(value));
	return buffer;
}

const char *
question_named(const struct question *q, const char *param, char buffer[24])
{
	const char *text;
	size_t i;

	for (i = 0; i < q->query->nparams; i++)
		if (str_eq(q->query->params[i].name, param)) {
			text = question_arg(q, i, buffer);
			return text ? text : "";
		}
	return "";
}
