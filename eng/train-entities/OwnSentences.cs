using System.Text;

using SearchCore.Articles;

namespace SearchCore.Entities.Training;

/// <summary>
/// Marked-up sentences of our own writing (<c>sentences.txt</c>), their names made of syllables so that what stands around a name teaches
/// its kind.
/// </summary>
internal static class OwnSentences
{
    private const int Fillings = 12;

    private static readonly string[] Onsets =
    [
        "b", "br", "c", "d", "dr", "f", "g", "h", "j", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w", "z",
    ];

    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ai", "ei", "ou"];
    private static readonly string[] Codas = ["", "", "l", "n", "r", "s", "t", "nd", "rk", "m"];
    private static readonly string[] Forms = ["", "", "", " Corp", " Inc", " Group", " Bank", " Industries"];

    /// <summary>Every sentence several times over with other names; the same at each call.</summary>
    public static List<GoldText> Read(Stream templates)
    {
        using var reader = new StreamReader(templates);
        var texts = new List<GoldText>();
        var random = new Random(7);
        while (reader.ReadLine() is { } line)
        {
            for (var i = 0; i < Fillings && !line.StartsWith('#') && line.Length > 0; i++)
            {
                texts.Add(Fill($"own-{texts.Count}", line, random));
            }
        }

        return texts;
    }

    private static GoldText Fill(string id, string template, Random random)
    {
        var text = new StringBuilder();
        var mentions = new List<EntityMention>();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                text.Append(template[i]);
                continue;
            }

            var (kind, name) = template[i + 1] switch
            {
                'p' => (EntityKinds.Person, Word(random) + " " + Word(random)),
                's' => (EntityKinds.Person, Word(random)),
                'o' => (EntityKinds.Organization, Word(random) + Forms[random.Next(Forms.Length)]),
                'l' => (EntityKinds.Place, Word(random)),
                var other => throw new FormatException($"there is no name of the sort {{{other}}}: {template}"),
            };
            mentions.Add(new EntityMention { Start = text.Length, End = text.Length + name.Length, Kind = kind, Name = "" });
            text.Append(name);
            i += 2;
        }

        return new GoldText(id, text.ToString(), mentions);
    }

    private static string Word(Random random)
    {
        var word = new StringBuilder();
        for (var syllable = random.Next(2, 4); syllable > 0; syllable--)
        {
            word.Append(One(Onsets)).Append(One(Vowels)).Append(One(Codas));
        }

        word[0] = char.ToUpperInvariant(word[0]);
        return word.ToString();

        string One(string[] parts) => parts[random.Next(parts.Length)];
    }
}
