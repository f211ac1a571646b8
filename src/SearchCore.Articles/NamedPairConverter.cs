using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchCore.Articles;

/// <summary>Reads and writes a value of two strings, neither of which may be missing or null. Names follow the options' policy.</summary>
/// <param name="what">What to call the value in messages.</param>
/// <param name="first">The first member's name.</param>
/// <param name="second">The second member's name.</param>
public abstract class NamedPairConverter<T>(string what, string first, string second) : JsonConverter<T>
    where T : struct
{
    // Of one set of options after another the names are made once; two threads may both make them.
    private Names? names;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var (firstName, secondName) = NamesFor(options);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"{what} is an object of two strings, \"{firstName}\" and \"{secondName}\".");
        }

        string? firstValue = null;
        string? secondValue = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, firstName, options))
            {
                firstValue = Text(ref reader, firstName);
            }
            else if (Is(ref reader, secondName, options))
            {
                secondValue = Text(ref reader, secondName);
            }
            else if (options.UnmappedMemberHandling == JsonUnmappedMemberHandling.Disallow)
            {
                throw new JsonException($"{what} has no member {OneLine.Quote(reader.GetString()!)}.");
            }
            else
            {
                reader.Read();
                // Skip() refuses a reader whose text goes on in another buffer, though the serializer hands over whole values.
                reader.TrySkip();
            }
        }

        return Make(
            firstValue ?? throw new JsonException($"{what} needs the member \"{firstName}\"."),
            secondValue ?? throw new JsonException($"{what} needs the member \"{secondName}\"."));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var (firstName, secondName) = NamesFor(options);
        var (firstValue, secondValue) = Parts(value);
        writer.WriteStartObject();
        writer.WriteString(firstName, firstValue ?? throw new JsonException($"{what} has null for \"{firstName}\"."));
        writer.WriteString(secondName, secondValue ?? throw new JsonException($"{what} has null for \"{secondName}\"."));
        writer.WriteEndObject();
    }

    /// <summary>Makes the value.</summary>
    protected abstract T Make(string firstValue, string secondValue);

    /// <summary>The two strings.</summary>
    protected abstract (string? First, string? Second) Parts(T value);

    private static bool Is(ref Utf8JsonReader reader, string name, JsonSerializerOptions options) =>
        reader.ValueTextEquals(name)
        || (options.PropertyNameCaseInsensitive && name.Equals(reader.GetString(), StringComparison.OrdinalIgnoreCase));

    private string Text(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw new JsonException($"{what} needs a string for \"{name}\".");
    }

    private Names NamesFor(JsonSerializerOptions options)
    {
        var policy = options.PropertyNamingPolicy;
        if (names is { } known && known.Policy == policy)
        {
            return known;
        }

        return names = new Names(policy, policy?.ConvertName(first) ?? first, policy?.ConvertName(second) ?? second);
    }

    private sealed record Names(JsonNamingPolicy? Policy, string First, string Second)
    {
        public void Deconstruct(out string firstName, out string secondName) => (firstName, secondName) = (First, Second);
    }
}

/// <summary>An entity in JSON.</summary>
public sealed class EntityNameConverter() : NamedPairConverter<EntityName>("an entity", nameof(EntityName.Kind), nameof(EntityName.Name))
{
    /// <inheritdoc/>
    protected override EntityName Make(string firstValue, string secondValue) => new(firstValue, secondValue);

    /// <inheritdoc/>
    protected override (string? First, string? Second) Parts(EntityName value) => (value.Kind, value.Name);
}

/// <summary>A further member in JSON.</summary>
public sealed class ArticleMemberConverter()
    : NamedPairConverter<ArticleMember>("a further member", nameof(ArticleMember.Name), nameof(ArticleMember.Value))
{
    /// <inheritdoc/>
    protected override ArticleMember Make(string firstValue, string secondValue) => new(firstValue, secondValue);

    /// <inheritdoc/>
    protected override (string? First, string? Second) Parts(ArticleMember value) => (value.Name, value.Value);
}
