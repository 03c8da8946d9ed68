using System.IO.Compression;
using System.Text;

namespace WarmLeads.ML.Cli;

/// <summary>A file that appears whole or not at all: written beside its place and moved there when complete.</summary>
sealed class OutputFile : IDisposable
{
    readonly string _path;
    readonly string? _partial;

    OutputFile(string path, string? partial, StreamWriter writer) => (_path, _partial, Writer) = (path, partial, writer);

    /// <summary>Takes the content: UTF-8 without BOM, lines that end in LF, gzip when the name ends in `.gz`.</summary>
    public StreamWriter Writer { get; }

    /// <summary>Opens a file for writing.</summary>
    /// <param name="path">Its place; an older file there is replaced on <see cref="Complete"/>.</param>
    /// <param name="option">The option that named it, for the message.</param>
    /// <param name="input">The file that is read for it, which must not be replaced; null when there is none.</param>
    /// <exception cref="InvalidDataException">The place cannot be written to.</exception>
    public static OutputFile Create(string path, string option, string? input = null)
    {
        // A device cannot be replaced by a file, and needs no protection from half a run.
        var isDevice = path.StartsWith("/dev/", StringComparison.Ordinal);
        var target = isDevice ? path : Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new InvalidDataException($"{path} is a folder; give {option} the name of a file.");
        if (input is not null && target == Path.GetFullPath(input))
            throw new InvalidDataException($"{path} is the file that is read; give {option} another place.");
        try
        {
            if (isDevice)
                return new OutputFile(target, null, Open(target, path));
            // Moving over a link would replace the link; the file that it names is meant.
            if (new FileInfo(target).LinkTarget is not null)
                target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
            var partial = Path.Combine(
                Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Environment.ProcessId}.partial");
            return new OutputFile(target, partial, Open(partial, path));
        }
        catch (DirectoryNotFoundException e)
        {
            throw new InvalidDataException(
                $"{path} cannot be written: its folder does not exist. Create the folder, or give {option} another place.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InvalidDataException(
                $"{path} cannot be written: {Cause(e)}. Give {option} another place, or make this one writable.", e);
        }
    }

    /// <summary>Ends the content and puts the file in its place.</summary>
    public void Complete()
    {
        Writer.Dispose();
        if (_partial is not null)
            File.Move(_partial, _path, overwrite: true);
    }

    /// <summary>Removes what was written unless it was completed.</summary>
    public void Dispose()
    {
        try
        {
            Writer.Dispose();
        }
        finally
        {
            if (_partial is not null)
                File.Delete(_partial);
        }
    }

    static StreamWriter Open(string path, string name)
    {
        Stream stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            stream = new GZipStream(stream, CompressionLevel.Fastest);
        return new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };
    }

    static string Cause(Exception e) => e is UnauthorizedAccessException ? "access to it is denied" : e.Message.TrimEnd('.');
}
