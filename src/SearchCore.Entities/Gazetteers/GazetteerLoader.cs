using SearchCore.Articles;

namespace SearchCore.Entities.Gazetteers;

/// <summary>Builds a gazetteer from the embedded lists and, before them, the user's own.</summary>
internal static class GazetteerLoader
{
    private static readonly Lazy<Gazetteer> Shared = new(() => Build([]));

    /// <summary>The built-in lists alone, read once per process.</summary>
    public static Gazetteer BuiltIn => Shared.Value;

    public static Gazetteer Build(IReadOnlyList<GazetteerEntry> user)
    {
        var gazetteer = new Gazetteer();
        Words(gazetteer, "words.txt", Traits.Common);
        Words(gazetteer, "given.txt", Traits.Given);
        Words(gazetteer, "surnames.txt", Traits.Surname);
        Vocabulary(gazetteer);
        foreach (var entry in user)
        {
            UserPhrases(gazetteer, entry);
        }

        // What stands first wins where a phrase is in two lists: "Washington" the place before the man.
        Phrases(gazetteer, "places.tsv", EntryClass.Place, EntityKinds.Place, weak: false);
        Phrases(gazetteer, "organizations.tsv", EntryClass.Organization, EntityKinds.Organization, weak: false);
        Phrases(gazetteer, "things.tsv", EntryClass.Thing, "", weak: false);
        Phrases(gazetteer, "people.tsv", EntryClass.Person, EntityKinds.Person, weak: false);
        Phrases(gazetteer, "organizations.tsv", EntryClass.Organization, EntityKinds.Organization, weak: true);
        Phrases(gazetteer, "places.tsv", EntryClass.Place, EntityKinds.Place, weak: true);
        foreach (var line in Lines("titles.txt"))
        {
            gazetteer.AddPhrase(line, new Entry(EntryClass.Title, EntryFlags.None, "", line));
        }

        return gazetteer.Freeze();
    }

    private static void UserPhrases(Gazetteer gazetteer, GazetteerEntry entry)
    {
        foreach (var phrase in (string[])[entry.Name, .. entry.Aliases])
        {
            var flags = EntryFlags.User | (phrase.Any(char.IsUpper) ? EntryFlags.None : EntryFlags.AnyCase);
            gazetteer.AddPhrase(phrase, new Entry(ClassOf(entry.Kind), flags, entry.Kind, entry.Name));
        }
    }

    private static EntryClass ClassOf(string kind) => kind switch
    {
        EntityKinds.Person => EntryClass.Person,
        EntityKinds.Place => EntryClass.Place,
        _ => EntryClass.Organization,
    };

    private static void Words(Gazetteer gazetteer, string resource, Traits trait)
    {
        foreach (var line in Lines(resource))
        {
            var word = line.AsSpan().TrimEnd('?');
            gazetteer.AddTrait(word, word.Length < line.Length ? Traits.CommonOrName : trait);
        }
    }

    private static void Vocabulary(Gazetteer gazetteer)
    {
        foreach (var line in Lines("vocabulary.txt"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var trait = Enum.Parse<Traits>(line.AsSpan(0, colon), ignoreCase: true);
            foreach (var word in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                gazetteer.AddTrait(word, trait);
            }
        }
    }

    private static void Phrases(Gazetteer gazetteer, string resource, EntryClass @class, string kind, bool weak)
    {
        foreach (var line in Lines(resource))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var letters = line[..tab];
            if (letters.Contains('w', StringComparison.Ordinal) != weak)
            {
                continue;
            }

            var flags = (weak ? EntryFlags.Weak : EntryFlags.None) | (letters.Contains('c', StringComparison.Ordinal) ? EntryFlags.Country : EntryFlags.None);
            var nationality = letters.Contains('d', StringComparison.Ordinal);
            var next = line.IndexOf('\t', tab + 1);
            var name = next < 0 ? line[(tab + 1)..] : line[(tab + 1)..next];
            var entry = new Entry(nationality ? EntryClass.Nationality : @class, flags, kind, name);
            if (!nationality)
            {
                gazetteer.AddPhrase(name, entry);
            }

            if (next < 0)
            {
                continue;
            }

            foreach (var alias in line[(next + 1)..].Split('|'))
            {
                var capitals = alias.StartsWith('=');
                gazetteer.AddPhrase(capitals ? alias[1..] : alias, capitals ? entry with { Flags = flags | EntryFlags.CapitalsOnly } : entry);
            }
        }
    }

    private static IEnumerable<string> Lines(string resource)
    {
        using var stream = typeof(GazetteerLoader).Assembly.GetManifestResourceStream("SearchCore.Entities.Data." + resource)
            ?? throw new InvalidOperationException($"the resource {resource} is not in the assembly");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
