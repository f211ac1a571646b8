using SearchCore.Articles;

namespace SearchCore.TestKit.Corpora;

/// <summary>Invented people, places and organizations, one of each kind for every rank.</summary>
public static class NamePool
{
    /// <summary>How many there are of each kind.</summary>
    public const int Size = 1 << 18;

    private static readonly string[] Given =
    [
        "Anna", "James", "Maria", "John", "José", "Elena", "David", "Fatima", "Wei", "Sarah", "André", "Priya", "Michael", "Zoë", "Kenji",
        "Laura",
        "Omar", "Claire", "Pavel", "Grace", "Luís", "Ingrid", "Samuel", "Aisha", "Peter", "Nadia", "Thomas", "Mei", "Carlos", "Ruth",
        "Ivan", "Helen",
    ];

    private static readonly string[] Surnames = ["", "son", "ov", "ez", "ski", "er", "ini"];

    private static readonly string[] Towns = ["ia", "ton", "burg", "", "ford", "ville"];

    private static readonly string[] Firms = ["Corp", "Inc", "Bank", "Group", "Holdings", "Council", "Agency", "University"];

    /// <summary>A person's full name: given name, blank, surname.</summary>
    public static string Person(int rank) => Given[rank % Given.Length] + " " + Name(rank, 3_001) + Surnames[rank % Surnames.Length];

    /// <summary>A place, of one word or two.</summary>
    public static string Place(int rank) => (rank % 18) switch
    {
        4 => "New ",
        5 or 11 => "Port ",
        _ => "",
    } + Name(rank, 9_001) + Towns[rank % Towns.Length];

    /// <summary>An organization: a name of two or three words, or an acronym.</summary>
    public static string Organization(int rank) => (rank % 4) switch
    {
        0 => Acronym(rank / 4),
        1 => "National " + Name(rank, 15_001) + " " + Firms[rank / 4 % Firms.Length],
        _ => Name(rank, 15_001) + " " + Firms[rank / 4 % Firms.Length],
    };

    /// <summary>An entity of a kind and rank.</summary>
    public static EntityName Entity(string kind, int rank) => new(kind, kind switch
    {
        EntityKinds.Person => Person(rank),
        EntityKinds.Place => Place(rank),
        _ => Organization(rank),
    });

    private static string Name(int rank, int from)
    {
        var word = Lexicon.Word(2 * (from + rank));
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    private static string Acronym(int number) => string.Create(4, number, static (text, n) =>
    {
        // A step without a common divisor visits every acronym once.
        var code = (int)(((n * 7_919L) + 1_234) % (26 * 26 * 26 * 26));
        for (var i = 0; i < text.Length; i++)
        {
            (code, var letter) = Math.DivRem(code, 26);
            text[i] = (char)('A' + letter);
        }
    });
}
