using System.Collections.Frozen;

using SearchCore.Articles.Checksums;
using SearchCore.Queries;
using SearchCore.Schema;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Sharding;

/// <summary>What a shard is at one moment, or several together: all that planning needs to know without asking. Plain data.</summary>
/// <param name="Identity">A number that another moment will not have.</param>
/// <param name="Sequence">How many commits there were before.</param>
/// <param name="Articles">How many articles there are.</param>
/// <param name="Language">The code of the language of articles that do not say theirs.</param>
/// <param name="HasExactForms">Whether words stand in the index by their exact form too.</param>
/// <param name="HasSynonyms">Whether there is anything that is searched for something else.</param>
/// <param name="Forbidden">What queries may not use.</param>
/// <param name="Kinds">The kinds of facet values that articles have.</param>
/// <param name="Languages">The codes of the languages that articles are in.</param>
/// <param name="Fields">The fields of the archive's own and what their values are.</param>
/// <param name="WordFields">The fields that words which name none are looked for in, as segments name them.</param>
internal sealed record ShardDescription(
    ulong Identity, long Sequence, long Articles, string Language, bool HasExactForms, bool HasSynonyms, QueryParts Forbidden,
    IReadOnlySet<string> Kinds, IReadOnlyList<string> Languages, IReadOnlyDictionary<string, FieldType> Fields,
    IReadOnlyList<string> WordFields)
{
    /// <summary>That of an index.</summary>
    public static ShardDescription Of(PointInTime point) => new(
        point.Identity, point.Sequence, point.Articles, point.Schema.Language, point.HasExactForms, point.HasSynonyms, point.Forbidden,
        point.Kinds, [.. point.Analyses.Select(a => a.Code)], point.Fields ?? FrozenDictionary<string, FieldType>.Empty,
        point.WordFields);

    /// <summary>That of several shards together.</summary>
    /// <exception cref="ArgumentException">They are made with different options, so that they cannot be searched as one.</exception>
    public static ShardDescription Merge(IReadOnlyList<ShardDescription> shards)
    {
        if (shards is [var only])
        {
            return only;
        }

        var first = shards[0];
        if (shards.FirstOrDefault(s => s.Language != first.Language || s.HasExactForms != first.HasExactForms
            || !s.Fields.ToHashSet().SetEquals(first.Fields) || !s.WordFields.ToHashSet().SetEquals(first.WordFields)) is { } odd)
        {
            throw new ArgumentException(
                $"The shards are made with different options: {first.Options()} and {odd.Options()}. Shards that are searched as one must "
                    + "agree in them; rebuild those that differ (searchcore rebuild).",
                nameof(shards));
        }

        return first with
        {
            Identity = Fingerprint.ShortOf(string.Join(' ', shards.Select(s => s.Identity))),
            Sequence = shards.Sum(s => s.Sequence),
            Articles = shards.Sum(s => s.Articles),
            Kinds = shards.SelectMany(s => s.Kinds).ToFrozenSet(StringComparer.Ordinal),
            Languages = HeldLanguages.Together([.. shards.Select(s => (s.Articles, s.Languages))]),
        };
    }

    public void Write(MessageWriter writer)
    {
        writer.Fixed(Identity);
        writer.Number(Sequence);
        writer.Number(Articles);
        writer.Text(Language);
        writer.Flag(HasExactForms);
        writer.Flag(HasSynonyms);
        writer.Number((long)Forbidden);
        writer.Texts(Kinds);
        writer.Texts(Languages);
        writer.List(Fields, (w, field) =>
        {
            w.Text(field.Key);
            w.Number((int)field.Value);
        });
        writer.Texts(WordFields);
    }

    public static ShardDescription Read(MessageReader reader)
    {
        var (identity, sequence, articles) = (reader.Fixed(), reader.Number(), reader.Number());
        var (language, exact, synonyms) = (reader.Text(), reader.Flag(), reader.Flag());
        var forbidden = (QueryParts)reader.Small();
        var (kinds, languages) = (reader.Texts(), reader.Texts());
        var fields = new Dictionary<string, FieldType>(StringComparer.Ordinal);
        reader.List(r => fields[r.Text()] = (FieldType)r.Small());
        return new(
            identity, sequence, articles, language, exact, synonyms, forbidden, kinds.ToFrozenSet(StringComparer.Ordinal), languages,
            fields, reader.Texts());
    }

    private string Options() =>
        $"[language {Language}, {(HasExactForms ? "with" : "without")} exact forms, "
            + $"fields {string.Join(' ', Fields.Keys.Order().Select(Told))}]";

    private string Told(string field) =>
        WordFields.Contains(IndexSchema.ColumnOf(field), StringComparer.Ordinal) ? $"{field}:default" : field;
}
