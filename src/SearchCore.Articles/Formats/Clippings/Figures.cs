namespace SearchCore.Articles.Formats.Clippings;

/// <summary>Three numbers of one, two or four figures with the same mark between them: <c>13.4.99</c>, <c>2017-12-11</c>.</summary>
internal readonly struct Figures
{
    public int First { get; private init; }

    public int FirstLength { get; private init; }

    public int Second { get; private init; }

    public int SecondLength { get; private init; }

    public int Third { get; private init; }

    public int ThirdLength { get; private init; }

    /// <summary>What stands between them.</summary>
    public char Mark { get; private init; }

    /// <summary>After the last of them.</summary>
    public int End { get; private init; }

    /// <summary>The year, where it comes last: in full, or the last two figures of it.</summary>
    public int LastYear => ThirdLength == 4 ? Third : Century(Third);

    /// <summary>The year of two figures: 30…99 are of the 20th century, 00…29 of the 21st.</summary>
    public static int Century(int year) => year < 30 ? 2000 + year : 1900 + year;

    /// <summary>Reads three numbers that begin here.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, int start, out Figures figures)
    {
        figures = default;
        var at = start;
        if (!TryNumber(line, ref at, out var first, out var firstLength) || at == line.Length)
        {
            return false;
        }

        var mark = line[at++];
        if (!TryNumber(line, ref at, out var second, out var secondLength) || at == line.Length || line[at] != mark)
        {
            return false;
        }

        at++;
        if (!TryNumber(line, ref at, out var third, out var thirdLength))
        {
            return false;
        }

        figures = new Figures
        {
            First = first,
            FirstLength = firstLength,
            Second = second,
            SecondLength = secondLength,
            Third = third,
            ThirdLength = thirdLength,
            Mark = mark,
            End = at,
        };
        return true;
    }

    /// <summary>
    /// Whether what stands after makes them part of something else. A date that begins with its year may go on with its time.
    /// </summary>
    public bool GoesOn(ReadOnlySpan<char> line)
    {
        if (End == line.Length || (FirstLength == 4 && line[End] is 'T' or 't'))
        {
            return false;
        }

        return char.IsLetterOrDigit(line[End]) || (line[End] == Mark && End + 1 < line.Length && char.IsAsciiDigit(line[End + 1]));
    }

    private static bool TryNumber(ReadOnlySpan<char> line, ref int at, out int value, out int length)
    {
        var start = at;
        value = 0;
        while (at < line.Length && at - start < 5 && char.IsAsciiDigit(line[at]))
        {
            value = (value * 10) + line[at++] - '0';
        }

        length = at - start;
        return length is 1 or 2 or 4;
    }
}
