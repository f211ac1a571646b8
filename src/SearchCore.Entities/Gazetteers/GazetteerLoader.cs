using SearchCore.Articles;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Gazetteers;

/// <summary>Builds a gazetteer from the embedded lists and, before them, the user's own.</summary>
internal static class GazetteerLoader
{
    private static readonly Lazy<Gazetteer> Shared = new(() => Build([]));

    /// <summary>The built-in lists alone, read once per process.</summary>
    public static Gazetteer BuiltIn => Shared.Value;

    /// <summary>The user's entities with the built-in lists after them.</summary>
    public static Gazetteer Build(IReadOnlyList<UserEntity> user)
    {
        var gazetteer = new Gazetteer();
        Words(gazetteer, "words.txt", Traits.Common);
        Words(gazetteer, "given.txt", Traits.Given);
        Words(gazetteer, "surnames.txt", Traits.Surname);
        Vocabulary(gazetteer);
        foreach (var entity in user)
        {
            UserPhrases(gazetteer, entity);
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

    private static void UserPhrases(Gazetteer gazetteer, UserEntity entity)
    {
        foreach (var phrase in entity.Phrases)
        {
            var flags = EntryFlags.User | (phrase.Any(char.IsUpper) ? EntryFlags.None : EntryFlags.AnyCase);
            gazetteer.AddPhrase(phrase, new Entry(ClassOf(entity.Kind), flags, entity.Kind, entity.Name));
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
            gazetteer.Vocabulary.AddTrait(word, word.Length < line.Length ? Traits.CommonOrName : trait);
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
                gazetteer.Vocabulary.AddTrait(word, trait);
            }
        }
    }

    // A line holds letters (w: weak, c: country, d: nationality), a name and perhaps aliases: "c<TAB>United States<TAB>America|=US". An
    // alias after an equals sign counts in capitals only; one after a plus sign is a title with a name. The name of a nationality's place
    // is no phrase for the nationality.
    private static void Phrases(Gazetteer gazetteer, string resource, EntryClass @class, string kind, bool weak)
    {
        foreach (var line in Lines(resource))
        {
            var columns = line.Split('\t');
            var letters = columns[0];
            if (letters.Contains('w', StringComparison.Ordinal) != weak)
            {
                continue;
            }

            var country = letters.Contains('c', StringComparison.Ordinal);
            var nationality = letters.Contains('d', StringComparison.Ordinal);
            var flags = (weak ? EntryFlags.Weak : EntryFlags.None) | (country ? EntryFlags.Country : EntryFlags.None);
            var entry = new Entry(nationality ? EntryClass.Nationality : @class, flags, kind, columns[1]);
            if (!nationality)
            {
                Phrase(gazetteer, entry.Name, entry);
            }

            if (columns.Length > 2)
            {
                Aliases(gazetteer, columns[2], entry);
            }
        }
    }

    private static void Aliases(Gazetteer gazetteer, string aliases, Entry entry)
    {
        var inCapitals = entry with { Flags = entry.Flags | EntryFlags.CapitalsOnly };
        var titled = entry with { Flags = entry.Flags | EntryFlags.Titled };
        foreach (var alias in aliases.Split('|'))
        {
            if (alias.StartsWith('='))
            {
                gazetteer.AddPhrase(alias[1..], inCapitals);
            }
            else if (alias.StartsWith('+'))
            {
                gazetteer.AddPhrase(alias[1..], titled);
            }
            else
            {
                Phrase(gazetteer, alias, entry);
            }
        }
    }

    // Some houses write "Dunmore and Hale" for "Dunmore & Hale".
    private static void Phrase(Gazetteer gazetteer, string phrase, Entry entry)
    {
        gazetteer.AddPhrase(phrase, entry);
        if (phrase.Contains(" & ", StringComparison.Ordinal))
        {
            gazetteer.AddPhrase(phrase.Replace(" & ", " and ", StringComparison.Ordinal), entry);
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
