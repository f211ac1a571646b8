using System.Text;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Exporting;

/// <summary>A file that is written beside its place and moved there when it is whole: nobody ever finds half of it.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string path;
    private readonly string beside;
    private readonly StreamWriter writer;
    private bool isKept;

    private OutputFile(string path)
    {
        this.path = path;
        beside = $"{path}.{Path.GetRandomFileName()}";
        writer = new(beside, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
    }

    /// <summary>What is written.</summary>
    public TextWriter Text => writer;

    /// <summary>Begins a file.</summary>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    public static OutputFile Create(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new UsageException($"{SafeText.Line(path)} is a folder; name a file");
            }

            return new(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{SafeText.Line(path)} cannot be written: {SafeText.Line(e.Message)}");
        }
    }

    /// <summary>Puts it in its place; one that was there is replaced.</summary>
    public void Keep()
    {
        writer.Dispose();
        File.Move(beside, path, overwrite: true);
        isKept = true;
    }

    public void Dispose()
    {
        if (!isKept)
        {
            writer.Dispose();
            File.Delete(beside);
        }
    }
}
