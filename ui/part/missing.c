/* missing.c -- the required facts that a form still lacks, in the order in which the cursor
 * comes to them. */
#include "ui/part/missing.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

void
missing_draw(const struct fieldset *fs, struct canvas line, int x)
{
	size_t have, need, i;
	const char *label;

	form_progress(fs->form, &have, &need);
	if (need == 0)
		return;
	x += draw_format(line, 0, x, have == need ? FACE_GOOD : FACE_WARN,
			 _("required %zu/%zu"), have, need);
	for (i = 0; i < fs->n; i++) {
		if (fs->fields[i] < 0 ||
		    form_missing(fs->form, (size_t)fs->fields[i]) != fs->fields[i])
			continue;
		label = form_label(fs->form, (size_t)fs->fields[i]);
		if (x + 4 + utf8_columns(label, strlen(label)) > line.cols) {
			draw_text(line, 0, x + 1, FACE_PLAIN, "...");
			return;
		}
		x += 1 + draw_text(line, 0, x + 1, FACE_PLAIN, label);
	}
}
