"""What a terminal would show, as rows that never scroll away.

    screen = Screen(rows=24, cols=80)
    screen.feed(b'=> ech\\bho hi\\r\\nhi\\r\\n=> ')
    screen.text(0)          ['=> echo hi', 'hi', '=> ']
    screen.before_cursor()  '=> '
    screen.replies          answers owed to the program (cursor position,
                            device attributes); take and empty it

Enough of a terminal for the line editors of bash, zsh, fish and PowerShell:
cursor moves, erasing, wrapping, tabs, wide and combining characters.  Colours
and titles are dropped.  Bytes that are not UTF-8 are kept as surrogates, so
that text encodes back to the same bytes.  Clearing the screen starts a new
screen below, so nothing that was shown is lost.  A row that wrapped is one
line in text(), whatever the width.  The mark that fish and zsh put behind
output without a newline, and the blanks behind it, are dropped.  An
unfinished string sequence (title and the like) ends at the end of its line,
so that it cannot swallow the session.
"""

import codecs
import unicodedata

# No regular expressions: to load and compile them takes longer than a test.
MARKS = ('⏎', '%', '#')
STRING_LIMIT = 8192


def behind(text, at, first, last):
    """Where the characters from first to last end that begin at at."""
    while at < len(text) and first <= text[at] <= last:
        at += 1
    return at


def escape_end(text, at):
    """Where the sequence behind the ESC at at ends; None: not here yet."""
    kind, end = text[at + 1:at + 2], at + 2
    if kind == '[':
        end = behind(text, behind(text, end, '0', '?'), ' ', '/')
        if text[end:end + 1] >= '@' and text[end] <= '~':
            return end + 1
    elif kind and kind in ']PX^_':
        while end < len(text) and text[end] not in '\x07\x1b\r\n':
            end += 1
        if text[end:end + 1] == '\x07':
            return end + 1
        if text[end:end + 2] == '\x1b\\':
            return end + 2
        if end < len(text):
            return end
    elif ' ' <= kind <= '/':
        end = behind(text, at + 1, ' ', '/')
        if text[end:end + 1] >= '0' and text[end] <= '~':
            return end + 1
    elif '0' <= kind <= '~':
        return end
    return None


class Row:
    def __init__(self):
        self.cells = []         # '' fills up behind a wide character or a tab
        self.wrapped = False    # the line goes on in the next row


class Screen:
    def __init__(self, rows, cols):
        self.rows, self.cols = rows, cols
        self.grid = [Row()]
        self.top = self.row = self.col = 0
        self.saved = (0, 0)
        self.replies = b''
        self.blanks = False     # behind the mark, in the next row
        self.rest = ''
        self.decoder = codecs.getincrementaldecoder('utf-8')('surrogateescape')

    # --- reading the picture ---

    def line_start(self, row):
        """The first row of the line that row belongs to."""
        while row > 0 and self.grid[row - 1].wrapped:
            row -= 1
        return row

    def line_end(self, row):
        """The row after the line that row belongs to."""
        while row < len(self.grid) and self.grid[row].wrapped:
            row += 1
        return row + 1

    def text(self, first, last=None):
        """Lines of the rows first to last - 1, wrapped ones joined."""
        lines, line = [], ''
        for row in self.grid[first:last]:
            line += ''.join(row.cells)
            if not row.wrapped:
                lines.append(line)
                line = ''
        return lines + [line] if line else lines

    def before_cursor(self):
        start = self.line_start(self.row)
        cells = [c for r in self.grid[start:self.row] for c in r.cells]
        return ''.join(cells + self.grid[self.row].cells[:self.col])

    # --- drawing ---

    def feed(self, data):
        text = self.rest + self.decoder.decode(data)
        self.rest = ''
        at = 0
        while at < len(text):
            char = text[at]
            if char == '\x1b':
                end = escape_end(text, at)
                if end is None:
                    if len(text) - at < STRING_LIMIT:
                        self.rest = text[at:]
                        return
                    end = at + 1        # it never ends: skip the ESC
                else:
                    self.escape(text[at + 1:end])
                at = end
                continue
            if char < ' ' or char == '\x7f':
                self.control(char)
            else:
                self.put(char)
            at += 1

    def escape(self, token):
        if token[0] == '[':
            self.csi(token[1:-1], token[-1])
        elif token in ('7', '8', 'D', 'E', 'M'):
            self.move_by(token)

    def put(self, char):
        if unicodedata.combining(char) or unicodedata.category(char) == 'Cf':
            self.combine(char)
            return
        width = 2 if unicodedata.east_asian_width(char) in 'WF' else 1
        if self.col + width > self.cols:
            self.blanks = self.drop_mark()
            self.grid[self.row].wrapped = not self.blanks
            self.col = 0
            self.move(self.row + 1)
        if self.blanks:
            self.col += 1
            return
        self.write([char] + [''] * (width - 1))

    def drop_mark(self):
        """'foo⏎' and blanks up to the edge: 'foo'."""
        cells = self.grid[self.row].cells
        text = ''.join(cells)
        shown = text.rstrip(' ')
        found = len(shown) < len(text) and shown.endswith(MARKS)
        if found:
            del cells[len(shown) - len(text) - 1:]
        return found

    def combine(self, char):
        cells = self.grid[self.row].cells
        at = min(self.col, len(cells)) - 1
        while at > 0 and not cells[at]:
            at -= 1
        if at >= 0:
            cells[at] += char
        else:
            self.write([char])
            self.col -= 1

    def write(self, new):
        cells = self.grid[self.row].cells
        cells.extend(' ' * (self.col - len(cells)))
        cells[self.col:self.col + len(new)] = new
        self.col += len(new)

    def move(self, row):
        self.row = max(row, self.top)
        while len(self.grid) <= self.row:
            self.grid.append(Row())
        self.top = max(self.top, self.row - self.rows + 1)

    def control(self, char):
        if char == '\r':
            if self.col >= self.cols - 1:
                self.drop_mark()
            self.col = 0
            self.blanks = False
        elif char in '\n\v\f':
            self.move(self.row + 1)
        elif char == '\b':
            self.col = max(0, min(self.col, self.cols) - 1)
        elif char == '\t':
            step = min(8 - self.col % 8, max(0, self.cols - 1 - self.col))
            if step and self.col >= len(self.grid[self.row].cells):
                self.write(['\t'] + [''] * (step - 1))
            else:
                self.col += step

    def move_by(self, char):
        if char == '7':
            self.saved = (self.row, self.col)
        elif char == '8':
            self.move(self.saved[0])
            self.col = self.saved[1]
        elif char in 'DE':
            self.move(self.row + 1)
            self.col = 0 if char == 'E' else self.col
        else:
            self.move(self.row - 1)

    def csi(self, params, final):
        private = params[:1] in ('<', '=', '>', '?')
        if private or params[-1:] and params[-1] < '0':
            if params == '>' and final == 'c':
                self.replies += b'\x1b[>0;0;0c'
            return
        numbers = [int(p) if p.isdigit() else 0 for p in params.split(';')]
        action = getattr(self, 'csi_' + CSI.get(final, 'none'))
        action(final, numbers + [0])

    def csi_none(self, final, numbers):
        pass

    def csi_vertical(self, final, numbers):
        count = max(1, numbers[0])
        self.move(self.row + (-count if final in 'AF' else count))
        self.col = 0 if final in 'EF' else self.col

    def csi_horizontal(self, final, numbers):
        count = max(1, numbers[0])
        to = {'C': self.col + count, 'D': self.col - count}
        self.col = max(0, min(to.get(final, count - 1), self.cols - 1))

    def csi_position(self, final, numbers):
        self.move(self.top + min(max(1, numbers[0]), self.rows) - 1)
        if final != 'd':
            self.csi_horizontal('G', numbers[1:])

    def csi_erase_line(self, final, numbers):
        cells = self.grid[self.row].cells
        if numbers[0] == 0:
            del cells[self.col:]
            self.grid[self.row].wrapped = False
        else:
            end = self.col + 1 if numbers[0] == 1 else len(cells)
            cells[:end] = ' ' * min(end, len(cells))

    def csi_erase_screen(self, final, numbers):
        if numbers[0] == 0:
            self.csi_erase_line(final, numbers)
            del self.grid[self.row + 1:]
        elif numbers[0] >= 2 and any(r.cells for r in self.grid[self.top:]):
            below = self.row - self.top
            self.top = len(self.grid)
            self.move(self.top + below)

    def csi_characters(self, final, numbers):
        count = max(1, numbers[0])
        cells = self.grid[self.row].cells
        if final == 'P':
            del cells[self.col:self.col + count]
        elif final == '@':
            cells[self.col:self.col] = ' ' * count
        else:
            end = min(self.col + count, len(cells))
            cells[self.col:end] = ' ' * max(0, end - self.col)

    def csi_lines(self, final, numbers):
        for _ in range(min(max(1, numbers[0]), self.rows)):
            if final == 'L':
                self.grid.insert(self.row, Row())
            elif self.row < len(self.grid) - 1:
                del self.grid[self.row]

    def csi_report(self, final, numbers):
        if final == 'c':
            self.replies += b'\x1b[?62;22c'
        elif numbers[0] == 5:
            self.replies += b'\x1b[0n'
        elif numbers[0] == 6:
            col = min(self.col, self.cols - 1)
            self.replies += b'\x1b[%d;%dR' % (self.row - self.top + 1, col + 1)


CSI = {
    'A': 'vertical', 'B': 'vertical', 'E': 'vertical', 'F': 'vertical',
    'C': 'horizontal', 'D': 'horizontal', 'G': 'horizontal', '`': 'horizontal',
    'H': 'position', 'f': 'position', 'd': 'position',
    'K': 'erase_line', 'J': 'erase_screen',
    'P': 'characters', '@': 'characters', 'X': 'characters',
    'L': 'lines', 'M': 'lines', 'c': 'report', 'n': 'report',
}
