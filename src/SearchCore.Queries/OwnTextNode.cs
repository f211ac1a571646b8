using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// Articles of which a text of the archive's own matches: <c>summary:(port strike)</c>. It filters and does not score. Inside, words,
/// phrases, what stands for words and how they stand to each other are looked for in that text; everything else means what it means
/// outside.
/// </summary>
/// <param name="Field">The field, declared as <see cref="FieldType.Text"/>.</param>
/// <param name="Node">What its text must match.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record OwnTextNode(string Field, QueryNode Node) : QueryNode;
