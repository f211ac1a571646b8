using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Mapping;

/// <summary>
/// Which members of records become which properties of articles, where their names do not say it or say it wrong: for JSON, tables and
/// Parquet. What is not stated is found by names and content. Immutable.
/// </summary>
/// <remarks>
/// Targets are <c>id title body published source url section language author tags</c>, the kinds of entities <c>person organization
/// place</c> and others as <c>entities.ship</c>; any other name is a member of that name, which a field can be declared for.
/// </remarks>
/// <example>
/// <code>
/// var mapping = ArticleMapping.Parse("title=kop,body=tekst,published=dag,desk=meta.section");
/// index.Index(NewsFormats.All.With(NewsFormats.Mapped(mapping)).Open("archive.csv"));
/// </code>
/// </example>
public sealed class ArticleMapping
{
    /// <summary>The targets that are properties of an article.</summary>
    internal static readonly string[] Properties =
        ["id", "title", "body", "published", "source", "url", "section", "language", "author", "tags"];

    internal const string EntityPrefix = "entities.";

    private readonly Dictionary<string, MemberSource> members;

    internal ArticleMapping(IEnumerable<KeyValuePair<string, MemberSource>> members) =>
        this.members = new(members, StringComparer.Ordinal);

    /// <summary>Nothing stated: all is found by names and content.</summary>
    public static ArticleMapping Guess { get; } = new([]);

    /// <summary>The source of each target that is stated.</summary>
    public IReadOnlyDictionary<string, MemberSource> Members => members;

    /// <summary>Members that are left out.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Whether titles and bodies are read as HTML.</summary>
    public HtmlUse Html { get; init; }

    /// <summary>
    /// Makes text of a title or body as <see cref="Html"/> says: for <see cref="ReadingOptions.PlainText"/>. Null where texts stay as they
    /// are.
    /// </summary>
    public Func<string, string>? PlainText => Html switch
    {
        HtmlUse.Always => HtmlReading.Page,
        HtmlUse.Never => null,
        _ => HtmlReading.Text,
    };

    /// <summary>In which order dates are written; null for what the reading options say.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>The zone of times that state none; null for what the reading options say.</summary>
    public TimeZoneInfo? DateZone { get; init; }

    /// <summary>Reads pairs: <c>title=headline,body=maintext,desk=meta.section</c>; <c>section=</c> leaves it empty.</summary>
    /// <param name="pairs">
    /// Pairs of target and member with commas between them; <c>body=maintext|lead</c> is the first with a value.
    /// </param>
    /// <exception cref="FormatException">They cannot be read, a target comes twice or cannot be one.</exception>
    public static ArticleMapping Parse(string pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var members = new Dictionary<string, MemberSource>(StringComparer.Ordinal);
        foreach (var pair in pairs.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new FormatException($"'{pair}' is no pair of target and member; write title=headline,body=maintext.");
            }

            var from = pair[(at + 1)..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Add(members, pair[..at].Trim(), new() { From = from });
        }

        return new(members);
    }

    /// <summary>Reads a mapping file.</summary>
    /// <param name="json">
    /// An object with <c>members</c> (target: a member, a list of members, null, or an object of <c>from value template format split</c>),
    /// <c>drop</c>, <c>html</c> (<c>auto always never</c>), <c>dateOrder</c> (<c>dmy mdy ymd</c>), <c>dateZone</c>. Comments may stand in
    /// it.
    /// </param>
    /// <exception cref="FormatException">It cannot be read; the message says where.</exception>
    public static ArticleMapping ParseJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return MappingJson.Read(json);
    }

    /// <summary>This mapping with what another one states in its place.</summary>
    /// <param name="other">The other one.</param>
    public ArticleMapping With(ArticleMapping other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(members.Where(m => !other.members.ContainsKey(m.Key)).Concat(other.members))
        {
            Drop = [.. Drop.Union(other.Drop, StringComparer.Ordinal)],
            Html = other.Html == HtmlUse.Auto ? Html : other.Html,
            DateOrder = other.DateOrder ?? DateOrder,
            DateZone = other.DateZone ?? DateZone,
        };
    }

    /// <summary>This mapping with another use of HTML.</summary>
    /// <param name="html">Whether titles and bodies are read as HTML.</param>
    public ArticleMapping With(HtmlUse html) => new(members) { Drop = Drop, Html = html, DateOrder = DateOrder, DateZone = DateZone };

    /// <summary>The mapping as a file that <see cref="ParseJson"/> reads, indented.</summary>
    public string ToJson() => MappingJson.Write(this);

    /// <summary>All that it states, on one line.</summary>
    internal string Identity => ToJson().ReplaceLineEndings(" ");

    /// <summary>Adds a target.</summary>
    /// <exception cref="FormatException">It cannot be one, or comes twice.</exception>
    internal static void Add(Dictionary<string, MemberSource> members, string target, MemberSource source)
    {
        target = target == "authors" ? "author" : target;
        var isKnown = Properties.Contains(target) || EntityKindOf(target) is not null;
        if (!isKnown && !ArticleRules.IsMemberName(System.Text.Encoding.UTF8.GetBytes(target)))
        {
            throw new FormatException(
                $"'{target}' cannot be a target; targets are {string.Join(", ", Properties)}, person, organization, place, "
                + "entities.KIND, or the name of a member without ':' and '_' in front.");
        }

        if (!members.TryAdd(target, source))
        {
            throw new FormatException($"the target '{target}' comes twice.");
        }
    }

    /// <summary>The kind of entities that a target is; null where it is none.</summary>
    internal static string? EntityKindOf(string target) =>
        target is EntityKinds.Person or EntityKinds.Organization or EntityKinds.Place ? target
        : target.StartsWith(EntityPrefix, StringComparison.Ordinal) && EntityKinds.IsValid(target.AsSpan(EntityPrefix.Length))
        ? target[EntityPrefix.Length..] : null;
}
