using System.Globalization;
using System.Numerics;

namespace SearchCore.Entities.Recognition;

/// <summary>How strongly each feature speaks for each verdict: a linear model whose weights were set by hand.</summary>
/// <remarks>A trained model takes this class's place with more features and learned weights; nothing else changes.</remarks>
internal static class RuleWeights
{
    // feature                  none person  org place
    private const string Rules = """
        OneWord                    12      4    5     2
        TwoWords                    2     12    5     0
        ManyWords                   6      6    9     0
        Acronym                     0     -8   10    -2
        HasInitial                 -6     14    0    -4
        FirstIsGiven               -6     12    0     0
        LastIsSurname              -4      8    0     0
        AllCommon                  16    -12    2    -4
        SomeCommon                  4     -7    6     0
        HasParticle                 0      8    0     2
        HoldsPlace                  0     -8    8     0
        HasAmpersand               -6    -14   16    -6
        Generation                 -6     14    0     0
        MixedCase                   0      2    4    -2
        OrganizationPattern        -8    -14   26    -4
        PlacePattern               -8    -14    0    26
        GenericPattern             40      0    0     0
        LoneHead                   20      0    0     0
        LoneLegalForm              60      0    0     0
        LegalForm                 -30    -30   30   -30
        KnownPerson               -10     34    0     0
        KnownOrganization         -10     -6   32     0
        KnownPlace                -10     -6    0    30
        KnownWeakly                 6      2  -12   -14
        KnownAmbiguously            0      4    2     0
        Nationality                 0    -20  -20    40
        SentenceStart               4      0    0     0
        Headline                    3      0    0     0
        SportText                   0      4    2    -2
        TableRow                   -6      2    8     0
        Possessive                 -2      2    2     2
        Glued                      12      0    0     0
        HyphenBefore               14      0    0     0
        HyphenLowerAfter           12      0    0     0
        AfterTitle                -20     24    0    -6
        AfterPersonNoun            -8     12    0     0
        AfterIn                    -4     -8    0    13
        AfterPlacePreposition      -4     -3    2     7
        AfterSays                  -6     10    0     0
        BeforeSays                -10     12    6     0
        BeforePersonVerb           -4      8    2    -4
        BeforePlaceNoun            -6     -8    0    16
        BeforeOrgNoun              -6     -6   14     0
        BeforeAge                 -10     22    0    -6
        BeforeBracketedPlace       -8     18    4    -6
        BeforeCommaPlace           -4     -4    2    14
        Dateline                  -20     -6   -6    30
        BeforeNumber                2      2    2     0
        AfterNumber                 2      0    0     0
        BeforeBeats                -6      4   12    -4
        AfterBeats                 -4      3   10    -3
        AfterThe                    6    -14    6     0
        AfterOf                    -2      0    2     4
        AfterOrgNoun               -6      0   10     0
        BeforeCommaPersonNoun      -8     12    0     0
        Bracketed                   0      0    2     2
        AfterNationality           -2      4    4    -4
        AfterPlaceNounOf           -6     -6   -4    22
        TeamContext                -4      0   34     0
        KnownThing                 44      0    0     0
        BeforeTicker              -12    -10   24   -12
        AcronymFirst                0    -12   12     0
        AfterArticle               10     -4    0     0
        """;

    private static readonly short[] Table = Build();

    /// <summary>The four scores of a set of features, in the order of <see cref="Verdict"/>.</summary>
    public static void Score(Features features, Span<int> scores)
    {
        scores.Clear();
        for (var rest = (ulong)features; rest != 0; rest &= rest - 1)
        {
            var row = BitOperations.TrailingZeroCount(rest) * 4;
            scores[0] += Table[row];
            scores[1] += Table[row + 1];
            scores[2] += Table[row + 2];
            scores[3] += Table[row + 3];
        }
    }

    private static short[] Build()
    {
        var table = new short[64 * 4];
        foreach (var line in Rules.Split('\n'))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var row = BitOperations.TrailingZeroCount((ulong)Enum.Parse<Features>(cells[0])) * 4;
            for (var i = 0; i < 4; i++)
            {
                table[row + i] = short.Parse(cells[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            }
        }

        return table;
    }
}
