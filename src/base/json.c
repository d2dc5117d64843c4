/* json.c -- the one door for JSON from outside: bounded, without duplicate keys. */
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

/* Where jansson finds no memory it leaves out what it was to copy, and says nothing: here
 * it goes through our door instead. */
__attribute__((constructor)) static void
use_our_memory(void)
{
	json_set_alloc_funcs(xmalloc, free);
}

/* Deepest nesting of brackets outside strings. */
static size_t
depth(const char *text, size_t len)
{
	size_t now = 0, most = 0, i;
	bool quoted = false;

	for (i = 0; i < len; i++) {
		char c = text[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '{' || c == '['))
			most = ++now > most ? now : most;
		else if (!quoted && (c == '}' || c == ']') && now > 0)
			now--;
	}
	return most;
}

enum verdict
json_read(json_t **out, const char *text, size_t len, struct err *err)
{
	json_error_t fault;
	json_t *json;

	if (len > JSON_SIZE_MAX)
		return refuse(err, _("The JSON text is too long."));
	if (depth(text, len) > JSON_DEPTH_MAX)
		return refuse(err, _("The JSON text is nested too deeply."));
	json = json_loadb(text, len, JSON_REJECT_DUPLICATES, &fault);
	if (!json && json_error_code(&fault) == json_error_out_of_memory)
		mem_exhausted();
	if (!json) /* the library's own words may quote the text: not repeated here */
		return refuse(err,
			      _("The text is not correct JSON (line %d, column %d)."),
			      fault.line, fault.column);
	*out = json;
	return DONE;
}

char *
json_write(const json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);

	if (!text)
		mem_exhausted();
	return text;
}

const char *
json_text(const json_t *object, const char *key)
{
	return json_text_or(object, key, "");
}

const char *
json_text_or(const json_t *object, const char *key, const char *otherwise)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s ? s : otherwise;
}

int64_t
json_int(const json_t *object, const char *key, int64_t otherwise)
{
	const json_t *value = json_object_get(object, key);

	return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

bool
json_is(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

static void
put(json_t *object, const char *key, json_t *value)
{
	if (!value || json_object_set_new(object, key, value) != 0)
		mem_exhausted();
}

void
json_put(json_t *object, const char *key, const char *text)
{
	struct str clean = { 0 };
	size_t len;

	if (!text) {
		json_object_del(object, key);
		return;
	}
	len = strlen(text);
	if (utf8_valid(text, len)) {
		put(object, key, json_stringn(text, len));
		return;
	}
	utf8_clean(&clean, text, len);
	put(object, key, json_string(str_text(&clean)));
	str_release(&clean);
}

void
json_put_int(json_t *object, const char *key, int64_t value)
{
	put(object, key, json_integer(value));
}
