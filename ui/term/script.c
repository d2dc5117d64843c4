/* script.c -- reads a script line by line; every step is one thing. */
#include "ui/term/script.h"

#include <errno.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "ui/term/term.h"

enum verb { V_SIZE, V_CLOCK, V_KEY, V_TYPE, V_PASTE, V_WAIT, V_GONE, V_SLEEP, V_DUMP };

static const struct {
	const char *word;
	enum verb verb;
} verbs[] = {
	{ "size", V_SIZE }, { "clock", V_CLOCK }, { "key", V_KEY },
	{ "type", V_TYPE }, { "paste", V_PASTE }, { "wait", V_WAIT },
	{ "gone", V_GONE }, { "sleep", V_SLEEP }, { "dump", V_DUMP },
};

struct line {
	enum verb verb;
	char *words;
};

struct script {
	VEC(struct line) lines;
	size_t at; /* line */
	const char *within; /* of a key or type line: what is still to be played */
	char word[64];
	int rows, cols;
};

static bool
read_size(struct script *script, const char *words)
{
	char *end;

	script->rows = (int)strtol(words, &end, 10);
	script->cols = (int)strtol(end, &end, 10);
	return script->rows >= 2 && script->rows < 1000 && script->cols >= 2 &&
	       script->cols < 1000 && !*end;
}

static bool
keys_are_known(const char *words)
{
	char word[64];
	struct key key;
	size_t n;

	for (; *words; words += n, words += strspn(words, " ")) {
		n = strcspn(words, " ");
		str_format(word, sizeof word, "%.*s", (int)n, words);
		if (!key_parse(word, &key))
			return false;
	}
	return true;
}

static bool
read_line(struct script *script, char *text)
{
	size_t i, n;
	struct line line = { 0 };

	text[strcspn(text, "\n")] = '\0';
	n = strcspn(text, " ");
	if (!*text || *text == '#')
		return true;
	for (i = 0; i < ARRAY_LEN(verbs); i++)
		if (strlen(verbs[i].word) == n && strncmp(verbs[i].word, text, n) == 0)
			break;
	if (i == ARRAY_LEN(verbs))
		return false;
	text += n + strspn(text + n, " ");
	if ((verbs[i].verb == V_SIZE && !read_size(script, text)) ||
	    (verbs[i].verb == V_KEY && !keys_are_known(text)))
		return false;
	line.verb = verbs[i].verb;
	line.words = xstrdup(text);
	vec_push(&script->lines, line);
	return true;
}

enum verdict
script_open(struct script **out, const char *path, struct err *err)
{
	struct script *script;
	FILE *file = fopen(path, "r");
	char text[4096];
	enum verdict v = DONE;
	int n = 0;

	if (!file)
		return refuse(err, _("The script %s cannot be read: %s."), path,
			      text_errno(errno));
	script = xcalloc(1, sizeof *script);
	script->rows = TERM_ROWS;
	script->cols = TERM_COLS;
	while (v == DONE && fgets(text, sizeof text, file)) {
		n++;
		if (!read_line(script, text))
			v = refuse(err, _("%s, line %d: no such step."), path, n);
	}
	(void)fclose(file);
	if (v == DONE)
		*out = script;
	else
		script_close(script);
	return v;
}

void
script_close(struct script *script)
{
	struct line *line;

	if (!script)
		return;
	vec_each(line, &script->lines)
		free(line->words);
	vec_release(&script->lines);
	free(script);
}

void
script_size(const struct script *script, int *rows, int *cols)
{
	*rows = script->rows;
	*cols = script->cols;
}

static bool
next_key(struct script *script, struct key *key)
{
	size_t n;

	script->within += strspn(script->within, " ");
	n = strcspn(script->within, " ");
	if (n == 0)
		return false;
	str_format(script->word, sizeof script->word, "%.*s", (int)n, script->within);
	script->within += n;
	return key_parse(script->word, key);
}

static bool
next_char(struct script *script, struct key *key)
{
	size_t len = strlen(script->within), n;
	uint32_t cp;

	if (len == 0)
		return false;
	n = utf8_decode(script->within, len, &cp);
	*key = (struct key){ .code = K_TEXT };
	memcpy(key->text, script->within, n);
	script->within += n;
	return true;
}

static void
unescape(char *text)
{
	char *out = text;

	for (; *text; text++)
		if (text[0] == '\\' && text[1] == 'n') {
			*out++ = '\n';
			text++;
		} else {
			*out++ = *text;
		}
	*out = '\0';
}

static enum step
words_step(struct script *script, const struct line *line, const char **words)
{
	static const enum step steps[] = {
		[V_SIZE] = STEP_SLEEP, [V_CLOCK] = STEP_CLOCK, [V_WAIT] = STEP_WAIT,
		[V_GONE] = STEP_GONE,  [V_SLEEP] = STEP_SLEEP, [V_DUMP] = STEP_DUMP,
	};

	*words = line->verb == V_SIZE ? "0" : line->words;
	script->at++;
	return steps[line->verb];
}

enum step
script_next(struct script *script, struct key *key, const char **words)
{
	struct line *line;
	bool more;

	while (script->at < script->lines.n) {
		line = &script->lines.v[script->at];
		if (line->verb == V_PASTE) {
			unescape(line->words);
			*key = (struct key){ .code = K_PASTE, .paste = line->words };
			script->at++;
			return STEP_KEY;
		}
		if (line->verb != V_KEY && line->verb != V_TYPE)
			return words_step(script, line, words);
		if (!script->within)
			script->within = line->words;
		more = line->verb == V_KEY ? next_key(script, key)
					   : next_char(script, key);
		if (more)
			return STEP_KEY;
		script->within = NULL;
		script->at++;
	}
	return STEP_END;
}

bool
script_shows(const char *words)
{
	char row[4096];
	int y;

	for (y = 0; y < term_rows(); y++) {
		term_row(y, row, sizeof row);
		if (strstr(row, words))
			return true;
	}
	return false;
}

void
script_dump(FILE *out, const char *name)
{
	char row[4096];
	int y;

	(void)fprintf(out, "== %s\n", name);
	for (y = 0; y < term_rows(); y++) {
		term_row(y, row, sizeof row);
		(void)fprintf(out, "%s\n", row);
	}
	(void)fflush(out);
}
