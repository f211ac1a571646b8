using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Tells rows of teams from other lines by their form alone; whether the page is one of sport is seen elsewhere.</summary>
internal static class TeamRows
{
    private const int MostWords = 14;
    private const int FewestColumns = 3;

    /// <summary>
    /// Marks the teams of a line that is <c>Velmora 2 Hestrin 1</c>, <c>Velmora 3 1 0 2 2 5 3</c> or <c>VELMORA AT HESTRIN</c>; in the last
    /// one Hestrin is where they play.
    /// </summary>
    public static void Mark(Span<TextToken> line)
    {
        if (line.Length is < 3 or > MostWords || !line[0].IsCapital)
        {
            return;
        }

        var teams = IsScore(line) ? line.Length : Visitors(line);
        foreach (ref var token in line[..teams])
        {
            token.Flags |= TokenFlags.Table | TokenFlags.TeamRow;
        }
    }

    // Names and numbers in turns, nothing small, no initials: two teams with a number each, or one with its columns.
    private static bool IsScore(ReadOnlySpan<TextToken> line)
    {
        var (groups, numbers, last) = (0, 0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            ref readonly var token = ref line[i];
            if (i > 0 && !token.GapHasOnly(Gap.Space | Gap.Hyphen | Gap.Dash))
            {
                return false;
            }

            if (token.Shape == Shape.Number)
            {
                numbers++;
                last++;
                continue;
            }

            if (!token.IsCapital || token.Shape == Shape.Initial)
            {
                return false;
            }

            groups += i == 0 || last > 0 ? 1 : 0;
            last = 0;
        }

        return last > 0 && (groups == 1 ? numbers >= FewestColumns : groups == 2 && numbers == 2);
    }

    // How many words name who plays away, in a line of capitals that says who plays where; 0 for any other line.
    private static int Visitors(ReadOnlySpan<TextToken> line)
    {
        var at = 0;
        for (var i = 0; i < line.Length; i++)
        {
            ref readonly var token = ref line[i];
            if (token.Shape is not (Shape.AllCaps or Shape.Dotted) || (i > 0 && !token.GapHasOnly(Gap.Space | Gap.Abbreviation)))
            {
                return 0;
            }

            var preposition = token.Length == 2 && token.Is(Traits.PlacePreposition) && !token.Is(Traits.InPreposition);
            if (preposition ? at > 0 || i == line.Length - 1 : token.Is(Traits.Function))
            {
                return 0;
            }

            at = preposition ? i : at;
        }

        return at;
    }
}
