using System.Globalization;

namespace SearchCore.Cli.Interactive.Editing;

/// <summary>
/// A text being typed: rows with line breaks between, a cursor that moves by what a person sees as one character, and every change to be
/// undone.
/// </summary>
internal sealed class LineBuffer
{
    private const int MostChanges = 1_000;

    private readonly Stack<(string Text, int Cursor)> before = new();
    private bool typesOn;

    public string Text { get; private set; } = "";

    /// <summary>The cursor, in UTF-16 units from the start; always between two characters.</summary>
    public int Cursor { get; private set; }

    /// <summary>Puts a text in place of everything.</summary>
    public void Set(string text) => Change(text, text.Length);

    /// <summary>Begins anew: nothing of before can be undone.</summary>
    public void Reset()
    {
        (Text, Cursor, typesOn) = ("", 0, false);
        before.Clear();
    }

    /// <summary>Puts a text in where the cursor is. A word that is typed letter by letter is one change.</summary>
    public void Insert(string text)
    {
        var types = text.Length == 1 && char.IsLetterOrDigit(text[0]);
        if (types && typesOn)
        {
            (Text, Cursor) = (Text.Insert(Cursor, text), Cursor + text.Length);
        }
        else
        {
            Change(Text.Insert(Cursor, text), Cursor + text.Length);
        }

        typesOn = types;
    }

    /// <summary>Puts a text in place of a part, the cursor behind it.</summary>
    public void Replace(int start, int end, string text) =>
        Change(string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(end)), start + text.Length);

    /// <summary>Takes the last change back.</summary>
    public void Undo()
    {
        if (before.TryPop(out var last))
        {
            (Text, Cursor, typesOn) = (last.Text, last.Cursor, false);
        }
    }

    public void Home() => Move(StartOfRow(Cursor));

    public void End() => Move(EndOfRow(Cursor));

    /// <summary>To the end of the whole text.</summary>
    public void Last() => Move(Text.Length);

    public void Left() => Move(Before(Cursor));

    public void Right() => Move(Behind(Cursor));

    public void WordLeft() => Move(WordBefore(Cursor));

    public void WordRight() => Move(WordBehind(Cursor));

    /// <summary>To the row above, as far from its start; false where there is none.</summary>
    public bool Up()
    {
        var start = StartOfRow(Cursor);
        if (start == 0)
        {
            return false;
        }

        var above = StartOfRow(start - 1);
        Move(Whole(Math.Min(above + Cursor - start, start - 1)));
        return true;
    }

    /// <summary>To the row below, as far from its start; false where there is none.</summary>
    public bool Down()
    {
        var end = EndOfRow(Cursor);
        if (end == Text.Length)
        {
            return false;
        }

        Move(Whole(Math.Min(end + 1 + Cursor - StartOfRow(Cursor), EndOfRow(end + 1))));
        return true;
    }

    public string Backspace() => Remove(Before(Cursor), Cursor);

    public string Delete() => Remove(Cursor, Behind(Cursor));

    public string DeleteWordLeft() => Remove(WordBefore(Cursor), Cursor);

    public string DeleteWordRight() => Remove(Cursor, WordBehind(Cursor));

    /// <summary>Deletes back to a blank, as Ctrl-W of shells does.</summary>
    public string DeleteToBlank()
    {
        var start = Cursor;
        while (start > 0 && char.IsWhiteSpace(Text[start - 1]))
        {
            start--;
        }

        while (start > 0 && !char.IsWhiteSpace(Text[start - 1]))
        {
            start--;
        }

        return Remove(start, Cursor);
    }

    public string DeleteToStart() => Remove(StartOfRow(Cursor), Cursor);

    /// <summary>Deletes the rest of the row; at its end the line break.</summary>
    public string DeleteToEnd() => Remove(Cursor, EndOfRow(Cursor) is var end && end == Cursor ? Behind(Cursor) : end);

    /// <summary>Exchanges the two characters around the cursor; at the end the last two.</summary>
    public void Exchange()
    {
        var middle = Cursor == Text.Length ? Before(Cursor) : Cursor;
        int start = Before(middle), end = Behind(middle);
        if (start < middle && middle < end)
        {
            Replace(start, end, Text[middle..end] + Text[start..middle]);
        }
    }

    private string Remove(int start, int end)
    {
        var removed = Text[start..end];
        if (removed.Length > 0)
        {
            Change(Text.Remove(start, end - start), start);
        }

        return removed;
    }

    private void Change(string text, int cursor)
    {
        if (text != Text)
        {
            before.Push((Text, Cursor));
            if (before.Count > 2 * MostChanges)
            {
                var kept = before.Take(MostChanges).Reverse().ToList();
                before.Clear();
                kept.ForEach(before.Push);
            }
        }

        (Text, Cursor, typesOn) = (text, cursor, false);
    }

    private void Move(int cursor) => (Cursor, typesOn) = (cursor, false);

    private int StartOfRow(int at) => at == 0 ? 0 : Text.LastIndexOf('\n', at - 1) + 1;

    private int EndOfRow(int at) => Text.IndexOf('\n', at) is var end and >= 0 ? end : Text.Length;

    private int Behind(int at) => at >= Text.Length ? Text.Length : at + StringInfo.GetNextTextElementLength(Text, at);

    private int Before(int at)
    {
        var previous = 0;
        for (var next = 0; next < at; next = Behind(next))
        {
            previous = next;
        }

        return previous;
    }

    // The start of the character that a place lies in.
    private int Whole(int at) => at < Text.Length && Behind(Before(at)) is var end && end != at ? Before(at) : at;

    private int WordBefore(int at)
    {
        while (at > 0 && !char.IsLetterOrDigit(Text[at - 1]))
        {
            at = Before(at);
        }

        while (at > 0 && char.IsLetterOrDigit(Text[at - 1]))
        {
            at = Before(at);
        }

        return at;
    }

    private int WordBehind(int at)
    {
        while (at < Text.Length && !char.IsLetterOrDigit(Text[at]))
        {
            at = Behind(at);
        }

        while (at < Text.Length && char.IsLetterOrDigit(Text[at]))
        {
            at = Behind(at);
        }

        return at;
    }
}
