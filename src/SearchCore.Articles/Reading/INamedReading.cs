namespace SearchCore.Articles.Reading;

/// <summary>
/// What a function of reading options belongs to where it knows its name: of others it has to be looked for among all functions of the
/// program, which takes a native console five milliseconds.
/// </summary>
internal interface INamedReading
{
    /// <summary>The function's name.</summary>
    string Name { get; }
}
